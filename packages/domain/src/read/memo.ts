/** Remembering what was computed: for one snapshot, or (through `Graph.family`) for a board that goes on changing. */

/** Makes a function of ids that computes each answer once. `equal` says when a new answer is the old one. */
export type Memo = <A extends readonly string[], R>(
  compute: (...parts: A) => R,
  equal?: (a: R, b: R) => boolean,
) => (...parts: A) => R;

/** For one snapshot: an answer stays the answer. */
export const remember: Memo = <A extends readonly string[], R>(compute: (...parts: A) => R) => {
  const known = new Map<string, R>();
  return (...parts: A): R => {
    const key = parts.length === 1 ? parts[0]! : parts.join('|');
    if (!known.has(key)) known.set(key, compute(...parts));
    return known.get(key)!;
  };
};
