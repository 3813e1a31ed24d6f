// @ts-check

let lastTime = 0;
let counter = 0;

/**
 * A UUIDv7: ids made later sort later, also those of one millisecond (RFC 9562, a counter in `rand_a`).
 * Not `crypto.randomUUID`: that is v4, and missing where the page is not served over https.
 * @param {number} [now]
 */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const start = (((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)) & 0x7ff; // the upper half is left to count in
  if (now > lastTime) [lastTime, counter] = [now, start];
  else if (++counter > 0xfff) [lastTime, counter] = [lastTime + 1, start]; // full, or the clock ran back

  new DataView(bytes.buffer).setUint16(0, Math.floor(lastTime / 2 ** 32));
  new DataView(bytes.buffer).setUint32(2, lastTime % 2 ** 32);
  new DataView(bytes.buffer).setUint16(6, 0x7000 | counter);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);

  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
