/**
 * A role cell in which something changes, as the difference shows it: what leaves, an arrow, what arrives, and what
 * stays beside it. Pure; from the comparison and the names to fit to boxes from the left edge of the column.
 */
import type { ComparedSystem, EntityId, Movement, RoleComparison, RoleUse } from '@chartroom/domain';
import { SLOT, textWidthPx, USES_LINE_PX, lineCount, type Point } from './geometry.ts';
import { shortList, type SlotNames, type StripRole } from './slots.ts';

export interface ComparedChip {
  readonly key: string;
  /** null: a system of record is needed and none is agreed. */
  readonly system: EntityId | null;
  readonly movement: Movement | 'missing';
  readonly data: readonly EntityId[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ComparedCell {
  readonly chips: readonly ComparedChip[];
  /** All in one line, as high as slots are: sign, name and ids of a system of record stand under each other. */
  readonly oneLine: boolean;
  /** Left end of each arrow, in the middle of its line. */
  readonly arrows: readonly Point[];
  readonly height: number;
}

const ARROW_PX = 11;
const LINE_PX = 24;
/** Edges and padding of a chip; its sign and the gap after it. */
const FRAME_PX = 8;
const SIGN_PX = 12;

type Draft = Omit<ComparedChip, 'x' | 'y' | 'width' | 'height'>;
interface Item {
  readonly chip: Draft;
  readonly width: number;
}
interface Line {
  readonly items: readonly Item[];
  /** Index of the chip that an arrow leads to; -1 for none. */
  readonly arrowTo: number;
  /** What comes stands in, clear of the arrow that leads to it. */
  readonly indent: boolean;
}
type Measure = (chip: Draft, stacked: boolean) => Item;

function naturalWidth(chip: Draft, role: StripRole, names: SlotNames, stacked: boolean): number {
  if (chip.system === null) return 32;
  const name = textWidthPx(names.system(chip.system), role === 'record' ? 12.5 : 12, chip.movement !== 'leaves');
  const ids = chip.data.length === 0 ? 0 : shortList(chip.data.map(names.data)).length * 6.3;
  if (role === 'record' && !stacked) return Math.max(32, Math.max(name, ids) + FRAME_PX);
  const sign = chip.movement === 'leaves' || chip.movement === 'arrives' ? SIGN_PX : 0;
  return Math.max(32, name + (ids > 0 ? ids + 3 : 0) + sign + FRAME_PX);
}

const widthOf = (items: readonly Item[], arrow: boolean): number =>
  items.reduce((sum, item) => sum + item.width, 0) +
  SLOT.gap * Math.max(0, items.length - 1 - (arrow ? 1 : 0)) +
  (arrow ? ARROW_PX : 0);

/** Side by side while they fit, else under each other. */
function pack(items: readonly Item[], indent = false): readonly Line[] {
  const room = SLOT.width - (indent ? ARROW_PX : 0);
  const lines: Item[][] = [];
  for (const item of items) {
    const current = lines.at(-1);
    if (current && widthOf([...current, item], false) <= room) current.push(item);
    else lines.push([item]);
  }
  return lines.map((line, at) => ({ items: line, arrowTo: indent && at === 0 ? 0 : -1, indent }));
}

/** What leaves, what comes, what stays: in one line if it all fits, else what leaves above what comes. */
function linesOf(
  from: readonly Draft[],
  to: readonly Draft[],
  beside: readonly Draft[],
  measure: Measure,
): readonly Line[] {
  const leads = from.length > 0 && to.length > 0;
  const inLine = [...from, ...to, ...beside].map((chip) => measure(chip, false));
  const arrowTo = leads ? from.length : -1;
  if (widthOf(inLine, leads) <= SLOT.width) return [{ items: inLine, arrowTo, indent: false }];
  const stacked = (chips: readonly Draft[]): readonly Item[] => chips.map((chip) => measure(chip, true));
  const change = stacked([...from, ...to]);
  const above =
    widthOf(change, leads) <= SLOT.width
      ? [{ items: change, arrowTo, indent: false }]
      : [...pack(stacked(from)), ...pack(stacked(to), leads)];
  return [...above, ...pack(stacked(beside))];
}

const signs = { today: '\u2212', toBe: '+' } as const;

/** Which of review, release and audit: signed where only one of the states has it. */
export function comparedUses(
  systems: readonly Pick<ComparedSystem, 'movement' | 'usesToday' | 'usesToBe'>[],
  say: (use: RoleUse) => string,
): string {
  const today = new Set(systems.flatMap((each) => each.usesToday));
  const toBe = new Set(systems.flatMap((each) => each.usesToBe));
  const told = systems.some((each) => each.movement !== 'agreed');
  const order: readonly RoleUse[] = ['review', 'release', 'audit'];
  return order
    .filter((use) => today.has(use) || toBe.has(use))
    .map(
      (use) => (!told || (today.has(use) && toBe.has(use)) ? '' : toBe.has(use) ? signs.toBe : signs.today) + say(use),
    )
    .join(', ');
}

/** The cell of a role in which a system leaves or arrives; null where every slot stays as it is. */
export function comparedCell(
  comparison: RoleComparison,
  missing: boolean,
  role: StripRole,
  names: SlotNames,
): ComparedCell | null {
  const { systems } = comparison;
  if (!systems.some((each) => each.movement === 'leaves' || each.movement === 'arrives')) return null;
  const chipsOf = (movement: Movement): readonly Draft[] =>
    systems
      .filter((each) => each.movement === movement)
      .map(({ system, data }) => ({ key: `${movement}:${system}`, system, movement, data }));
  const beside = [...chipsOf('stays'), ...chipsOf('agreed')];
  const arrives = chipsOf('arrives');
  const nobody = missing && arrives.length + beside.length === 0;
  const to: readonly Draft[] = nobody ? [{ key: 'missing', system: null, movement: 'missing', data: [] }] : arrives;
  const lines = linesOf(chipsOf('leaves'), to, beside, (chip, stacked) => ({
    chip,
    width: naturalWidth(chip, role, names, stacked),
  }));

  const measure = SLOT[role];
  const height = lines.length === 1 ? measure.height : LINE_PX;
  const chips: ComparedChip[] = [];
  const arrows: Point[] = [];
  let y: number = measure.top;
  for (const { items, arrowTo, indent } of lines) {
    const leading = indent ? ARROW_PX : 0;
    const free =
      SLOT.width - (widthOf(items, arrowTo > 0) - items.reduce((sum, each) => sum + each.width, 0)) - leading;
    const natural = items.reduce((sum, each) => sum + each.width, 0);
    let x: number = SLOT.x + leading;
    items.forEach(({ chip, width: wished }, at) => {
      if (at === arrowTo) {
        if (at > 0) x += ARROW_PX - SLOT.gap;
        arrows.push({ x: x - ARROW_PX, y: y + height / 2 });
      }
      const width = at === items.length - 1 ? SLOT.x + SLOT.width - x : Math.round((free * wished) / natural);
      chips.push({ ...chip, x, y, width, height });
      x += width + SLOT.gap;
    });
    y += height + SLOT.gap;
  }
  const uses = role === 'review' ? comparedUses(systems, (use) => names.uses([use])) : '';
  const usesLines = uses === '' ? 0 : lineCount(uses, 11, SLOT.width);
  return {
    chips,
    arrows,
    oneLine: lines.length === 1,
    height: y - SLOT.gap + measure.bottom + Math.max(0, usesLines - 1) * USES_LINE_PX,
  };
}
