/**
 * Measures of the process map, in CSS pixels, and the width of text as the layout estimates it. Pure; knows nothing of
 * the document or the screen. The values are the 4 px grid of the design.
 */
export const COLUMN_WIDTH_PX = 136;
export const LABEL_WIDTH_PX = 96;
export const GUTTER_PX = 16;
export const NODE = { width: 120, height: 108, inset: 8, top: 16 } as const;
export const LANE = { height: 140, emptyHeight: 76, interfacesMinHeight: 104 } as const;
export const CAPSULE = { height: 24, pitch: 28, top: 10 } as const;
/** Least heights of the strip's rows; a row grows when a cell needs more, and all cells of a row grow together. */
export const ROW = { step: 28, collect: 60, record: 88, review: 72, dataIn: 70, dataOut: 66 } as const;
export const SLOT = {
  x: 8,
  width: 120,
  gap: 4,
  collect: { top: 14, height: 32, bottom: 14 },
  record: { top: 18, height: 48, bottom: 22 },
  review: { top: 16, height: 32, bottom: 24 },
} as const;
export const USES_LINE_PX = 14;
export const DATA_LINE_PX = 15;

export interface Point {
  readonly x: number;
  readonly y: number;
}

const NARROW = new Set("ijlI.,:;'|!()[]ft ".split(''));
const WIDE = new Set('MWmw@%&'.split(''));

/** Estimated width of one line in the board's sans face; errs on the wide side, since a line too many only adds air. */
export function textWidthPx(text: string, sizePx: number, bold = false): number {
  let em = 0;
  for (const character of text) {
    if (NARROW.has(character)) em += 0.3;
    else if (WIDE.has(character)) em += 0.86;
    else if (character >= 'A' && character <= 'Z') em += 0.67;
    else if (character > '\u2e80') em += 1;
    else em += 0.55;
  }
  return em * sizePx * (bold ? 1.06 : 1);
}

/** Number of lines that `text` takes when broken between words at `widthPx`. A word longer than the line is broken inside. */
export function lineCount(text: string, sizePx: number, widthPx: number): number {
  const space = textWidthPx(' ', sizePx);
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    const width = textWidthPx(word, sizePx);
    if (used > 0 && used + space + width > widthPx) {
      lines += 1;
      used = 0;
    }
    used += (used > 0 ? space : 0) + width;
    while (used > widthPx) {
      lines += 1;
      used -= widthPx;
    }
  }
  return lines;
}

const fixed = (value: number): string => String(Math.round(value * 10) / 10);

/** SVG path data through `points`, with corners of `radiusPx`. Points on one straight line are merged. */
export function roundedPath(points: readonly Point[], radiusPx = 4): string {
  const path = points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before || !after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
  return path
    .map((point, index) => {
      const before = path[index - 1];
      const after = path[index + 1];
      if (!before) return `M${fixed(point.x)},${fixed(point.y)}`;
      if (!after) return `L${fixed(point.x)},${fixed(point.y)}`;
      const inLength = Math.hypot(point.x - before.x, point.y - before.y);
      const outLength = Math.hypot(after.x - point.x, after.y - point.y);
      const radius = Math.min(radiusPx, inLength / 2, outLength / 2);
      const startX = point.x - ((point.x - before.x) / inLength) * radius;
      const startY = point.y - ((point.y - before.y) / inLength) * radius;
      const endX = point.x + ((after.x - point.x) / outLength) * radius;
      const endY = point.y + ((after.y - point.y) / outLength) * radius;
      return `L${fixed(startX)},${fixed(startY)} Q${fixed(point.x)},${fixed(point.y)} ${fixed(endX)},${fixed(endY)}`;
    })
    .join(' ');
}
