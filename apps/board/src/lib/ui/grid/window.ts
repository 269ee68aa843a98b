/** Which rows of a long grid are drawn: those in view with some above and below, and always the one that has the focus. */
export interface Segment {
  readonly kind: 'rows' | 'gap';
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Below this many rows all are drawn: the browser is quick enough and find-in-page works. */
export const WINDOW_FROM = 120;
const OVERSCAN = 12;

export function segments(options: {
  readonly count: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  readonly viewHeight: number;
  readonly focused: number;
}): readonly Segment[] {
  const { count, rowHeight, scrollTop, viewHeight, focused } = options;
  if (count === 0) return [];
  if (count <= WINDOW_FROM) return [{ kind: 'rows', from: 0, to: count }];
  const from = Math.max(0, Math.min(count - 1, Math.floor(scrollTop / rowHeight)) - OVERSCAN);
  // One row more at the end: `scrollTop` is given in whole rows.
  const to = Math.min(count, Math.ceil((scrollTop + viewHeight) / rowHeight) + 1 + OVERSCAN);
  const drawn = [{ from, to }];
  if (focused >= 0 && focused < from) drawn.unshift({ from: focused, to: focused + 1 });
  if (focused >= to && focused < count) drawn.push({ from: focused, to: focused + 1 });
  const all: Segment[] = [];
  let at = 0;
  for (const part of drawn) {
    if (part.from > at) all.push({ kind: 'gap', from: at, to: part.from });
    all.push({ kind: 'rows', ...part });
    at = part.to;
  }
  return [...all, ...rest(at, count)];
}
const rest = (at: number, count: number): readonly Segment[] =>
  at < count ? [{ kind: 'gap', from: at, to: count }] : [];
