// @ts-check

/**
 * An element with its attributes and children; text always enters as text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {Record<string, string | boolean | null | undefined>} [attributes]  false and null leave one out
 * @param {...(Node | string | null)} children
 */
export function el(tag, className = '', attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/**
 * A button that keeps the selection when it is pressed.
 * @param {string} label
 * @param {(event: MouseEvent) => void} press
 * @param {{className?: string, name?: string, attributes?: Record<string, string | boolean | null>}} [options]
 *   `name`: what a screen reader says, where the label needs its surroundings to be understood
 */
export function button(label, press, { className = '', name, attributes = {} } = {}) {
  const element = el('button', `qc-button ${className}`, { type: 'button', 'aria-label': name ?? null, ...attributes }, label);
  element.addEventListener('mousedown', keepSelection);
  element.addEventListener('click', press);
  return element;
}

/** @param {Event} event */
export function keepSelection(event) {
  event.preventDefault();
}

/**
 * A square of a code's colour.
 * @param {string} colour
 */
export function swatch(colour) {
  const square = el('span', 'qc-swatch', { 'aria-hidden': 'true' });
  square.style.setProperty('--qc-colour', colour);
  return square;
}

/**
 * One tab stop for a row or tree of things; arrows move inside it.
 * @param {HTMLElement[]} items
 * @param {HTMLElement | undefined} current
 */
export function rove(items, current) {
  for (const item of items) item.tabIndex = item === current ? 0 : -1;
}

/**
 * Calls back once the browser has painted what was changed before.
 * @param {(time: number) => void} done
 */
export function afterPaint(done) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done(performance.now());
    };
    port2.postMessage(null);
  });
}

/**
 * Put a floating box near a place and wholly inside its container; above the place if there is no room below.
 * @param {HTMLElement} box  positioned in `container`
 * @param {HTMLElement} container
 * @param {{left: number, top: number, bottom: number}} near  in the window's coordinates
 */
export function float(box, container, near) {
  const bounds = container.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.max(4, Math.min(near.left - bounds.left, bounds.width - width - 4));
  const below = near.bottom - bounds.top + 6;
  const above = near.top - bounds.top - height - 6;
  const top = below + height <= bounds.height || above < 4 ? Math.min(below, bounds.height - height - 4) : above;
  box.style.left = `${Math.round(left)}px`;
  box.style.top = `${Math.round(Math.max(4, top))}px`;
}
