// @ts-check
/** @import {Mark} from './types.js' */
/** @import {Pane} from './pane.js' */
import { compare } from './doc.js';

/**
 * The coding of one’s own that a key is meant for: the one gone to, made just now, at the reading cursor, or held by
 * its handles.
 * @param {Pane} pane
 * @returns {Mark | null}
 */
export function aimed({ reading, selecting, marks, handles }) {
  const { marks: here } = reading.here();
  const visited = marks?.byId.get(reading.visited?.id ?? '');
  return [visited, justMade(), ...here, handles.mark].find(mark => mark?.own) ?? null;

  function justMade() {
    const { last } = selecting;
    if (!last) return undefined;
    const there = marks?.at(last[0], last[1][0] === last[0][0] ? last[1] : last[0]) ?? [];
    return there.filter(mark => mark.own && !compare(mark.a, last[0]) && !compare(mark.b, last[1]))
      .sort((one, other) => (one.id < other.id ? 1 : -1))[0];
  }
}
