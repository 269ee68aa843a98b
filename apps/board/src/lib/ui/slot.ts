/** What the three slots share. A slot is the place of a system in one role of one step. */
import type { PlantFunction, RoleUse } from '@chartroom/domain';

/** `strip` under the map (column width, 32 or 48 high), `grid` in a table cell (28), `phone` (44 or 52). */
export type SlotSize = 'strip' | 'grid' | 'phone';

export interface SlotSide {
  readonly system: string;
  /** Who named it; null while that is not known. */
  readonly by: PlantFunction | null;
}

/** The system of record is the heavy one. */
export const isRecord = (use: RoleUse): boolean => use === 'record';

/**
 * Outlines of a slot that is cut into `count` parts by slants: one closed path a part, in px, for a box of `width` x `height`.
 * The parts stand 4 px apart, corners are rounded on the outside only.
 */
export function cuts(width: number, height: number, count: number): readonly string[] {
  const inset = 0.75;
  const radius = 4;
  const lean = Math.min(14, height * 0.3);
  const gap = 4;
  const right = width - inset;
  const bottom = height - inset;
  const round = (value: number): number => Math.round(value * 100) / 100;
  return Array.from({ length: count }, (_, index) => {
    const begin = (width / count) * index;
    const end = (width / count) * (index + 1);
    const first = index === 0;
    const last = index === count - 1;
    const topLeft = begin + lean / 2 + gap / 2;
    const bottomLeft = begin - lean / 2 + gap / 2;
    const topRight = end + lean / 2 - gap / 2;
    const bottomRight = end - lean / 2 - gap / 2;
    const start = first ? `M${inset + radius} ${inset}` : `M${round(topLeft)} ${inset}`;
    const top = last
      ? `H${round(right - radius)}a${radius} ${radius} 0 0 1 ${radius} ${radius}V${round(bottom - radius)}a${radius} ${radius} 0 0 1 -${radius} ${radius}`
      : `H${round(topRight)}L${round(bottomRight)} ${round(bottom)}`;
    const back = first
      ? `H${inset + radius}a${radius} ${radius} 0 0 1 -${radius} -${radius}V${inset + radius}a${radius} ${radius} 0 0 1 ${radius} -${radius}z`
      : `H${round(bottomLeft)}z`;
    return start + top + back;
  });
}
