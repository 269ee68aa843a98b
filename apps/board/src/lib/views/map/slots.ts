/**
 * The three role cells of one step: which slots stand in each, where, and how high the cell must be. Pure; works from
 * the groups that the domain derives and the names to fit, never from rows or the screen.
 */
import type { EffectiveRole, EntityId, Relations, RoleUse, Row, SlotGroup } from '@chartroom/domain';
import { lineCount, SLOT, textWidthPx, USES_LINE_PX } from './geometry.ts';

export const STRIP_ROLES = ['collect', 'record', 'review'] as const;
export type StripRole = (typeof STRIP_ROLES)[number];

export interface SlotPart {
  readonly system: EntityId;
  readonly rows: readonly Row<'role'>[];
  /** Which of review, release and audit; empty in the other roles. */
  readonly uses: readonly RoleUse[];
}

export interface SlotBox {
  /** Stable within its cell: what it says, not where it stands. */
  readonly key: string;
  /** `system`: one system. `conflict`: two or more for the same data. `missing`: needed and not named. `unasked`: not named, not needed yet. */
  readonly kind: 'system' | 'conflict' | 'missing' | 'unasked';
  readonly parts: readonly SlotPart[];
  /** Data objects this box is for; empty when it is for all of the step's data. */
  readonly data: readonly EntityId[];
  /** True when another box of the cell is for particular data, so that this one has to say what it is for. */
  readonly sayData: boolean;
  /** From the left edge of the column and the top of the cell. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Index of the line of boxes, and how many lines the cell has: only the outer lines touch the neighbouring rows. */
  readonly line: number;
  readonly lines: number;
}

export interface SlotCell {
  readonly role: StripRole;
  readonly boxes: readonly SlotBox[];
  /** Least height of the cell. */
  readonly height: number;
}

export interface SlotNames {
  readonly system: (id: EntityId) => string;
  readonly data: (id: EntityId) => string;
  readonly uses: (uses: readonly RoleUse[]) => string;
}

/** What the cells of roles are made of. */
export type RoleRelations = Pick<Relations, 'slot' | 'reviewUses' | 'needsRecord'>;

type Draft = Omit<SlotBox, 'x' | 'y' | 'width' | 'height' | 'line' | 'lines'>;

const part = (relations: RoleRelations, step: EntityId, role: StripRole, effective: EffectiveRole): SlotPart => ({
  system: effective.system,
  rows: effective.rows,
  uses: role === 'review' ? relations.reviewUses(step, effective.system) : [],
});

function drafts(relations: RoleRelations, step: EntityId, role: StripRole, needed: boolean): readonly Draft[] {
  const groups = relations.slot(step, role).filter((group) => group.systems.length > 0);
  if (groups.length === 0) {
    const missing = role === 'record' && needed;
    return [{ key: 'empty', kind: missing ? 'missing' : 'unasked', parts: [], data: [], sayData: false }];
  }
  const boxesOf = (group: SlotGroup): readonly Omit<Draft, 'sayData'>[] => {
    const parts = group.systems.map((effective) => part(relations, step, role, effective));
    const key = group.data.join('+') || '*';
    if (group.conflict && parts.length > 1) return [{ key: `${key}!`, kind: 'conflict', parts, data: group.data }];
    return parts.map((only) => ({ key: `${key}:${only.system}`, kind: 'system', parts: [only], data: group.data }));
  };
  const boxes = groups.flatMap(boxesOf);
  const sayData = boxes.length > 1 && groups.some((group) => group.data.length > 0);
  return boxes.map((box) => ({ ...box, sayData }));
}

/** How ids stand in a slot: two at most, then a count; the whole list is in its label and the panel. */
export function shortList(labels: readonly string[], most = 2): string {
  if (labels.length <= most) return labels.join(' ');
  return `${labels.slice(0, most - 1).join(' ')} +${labels.length - most + 1}`;
}

function naturalWidth(box: Draft, role: StripRole, names: SlotNames): number {
  if (box.kind !== 'system') return SLOT.width;
  const name = textWidthPx(names.system(box.parts[0]?.system ?? ''), role === 'record' ? 14 : 13, true);
  const ids = box.sayData ? shortList(box.data.map(names.data)).length * 6.3 : 0;
  const inner = role === 'record' ? Math.max(name, ids) : name + (ids > 0 ? ids + 4 : 0);
  return Math.max(44, inner + 10);
}

/** Boxes share a line while their names fit with a tenth of squeeze; a conflict always has a line to itself. */
function intoLines(
  boxes: readonly Draft[],
  role: StripRole,
  names: SlotNames,
): readonly (readonly { box: Draft; width: number }[])[] {
  const lines: { box: Draft; width: number }[][] = [];
  for (const box of boxes) {
    const width = naturalWidth(box, role, names);
    const current = lines.at(-1);
    const used = current?.reduce((sum, each) => sum + each.width + SLOT.gap, 0) ?? 0;
    const alone = box.kind !== 'system' || current?.some((each) => each.box.kind !== 'system');
    if (current && !alone && used + width <= SLOT.width * 1.1) current.push({ box, width });
    else lines.push([{ box, width }]);
  }
  return lines;
}

/** The cell of one role at one step. `needed`: a system of record that is not named is missing. */
export function slotCell(
  relations: RoleRelations,
  step: EntityId,
  role: StripRole,
  names: SlotNames,
  needed: boolean = relations.needsRecord(step),
): SlotCell {
  const measure = SLOT[role];
  const lines = intoLines(drafts(relations, step, role, needed), role, names);
  const boxes: SlotBox[] = [];
  let y: number = measure.top;
  lines.forEach((line, index) => {
    const free = SLOT.width - SLOT.gap * (line.length - 1);
    const natural = line.reduce((sum, each) => sum + each.width, 0);
    let x: number = SLOT.x;
    let usesLines = 0;
    line.forEach(({ box, width: wished }, position) => {
      const width = position === line.length - 1 ? SLOT.x + SLOT.width - x : Math.round((free * wished) / natural);
      boxes.push({ ...box, x, y, width, height: measure.height, line: index, lines: lines.length });
      x += width + SLOT.gap;
      const uses = box.parts[0]?.uses ?? [];
      if (uses.length > 0) usesLines = Math.max(usesLines, lineCount(names.uses(uses), 11, width));
    });
    const last = index === lines.length - 1;
    y +=
      measure.height +
      (last ? measure.bottom + Math.max(0, usesLines - 1) * USES_LINE_PX : SLOT.gap + usesLines * USES_LINE_PX);
  });
  return { role, boxes, height: y };
}

/** Where one part of a box stands, from the left edge of the column. The halves of a conflict share its width. */
export function partSpan(box: SlotBox, index: number): readonly [number, number] {
  const width = box.width / Math.max(1, box.parts.length);
  return [box.x + width * index, box.x + width * (index + 1)];
}

/** The box and part that hold `system` for `data`. */
export function findPart(
  cell: SlotCell,
  system: EntityId,
  data: EntityId,
): { readonly box: SlotBox; readonly index: number } | null {
  const holding = cell.boxes.flatMap((box) => {
    const index = box.parts.findIndex((each) => each.system === system);
    return index < 0 ? [] : [{ box, index }];
  });
  return holding.find(({ box }) => box.data.includes(data)) ?? holding.find(({ box }) => box.data.length === 0) ?? null;
}
