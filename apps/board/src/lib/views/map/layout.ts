/**
 * The whole map as numbers: one column a step, lanes above, the strip of system roles below, every position lane by
 * column. Pure: from the snapshot and its relations to coordinates; knows nothing of the screen or of who looks.
 */
import {
  live,
  type Entity,
  type EntityId,
  type Lane,
  type Relations,
  type RoleUse,
  type Snapshot,
  type StepComparison,
} from '@chartroom/domain';
import { comparedCell, type ComparedCell } from './compared.ts';
import { connectors, type Connector } from './connectors.ts';
import { dataCellHeight, dataCells, type DataCells, type DataEntry } from './data-cells.ts';
import { flowLinks, routeFlow, type FlowEdge } from './flow.ts';
import { CAPSULE, COLUMN_WIDTH_PX, LANE, NODE, ROW } from './geometry.ts';
import { capsules, type Capsule } from './interfaces.ts';
import type { LaidOutState } from './laid-out-state.ts';
import { slotCell, STRIP_ROLES, type RoleRelations, type SlotCell, type SlotNames, type StripRole } from './slots.ts';

export const LANES = ['OPS', 'QUA', 'unassigned', 'IT'] as const satisfies readonly Lane[];
export const STRIP_ROWS = ['step', 'collect', 'record', 'review', 'dataIn', 'dataOut'] as const;
export type StripRow = (typeof STRIP_ROWS)[number];

export interface Column {
  readonly id: EntityId;
  readonly step: Entity<'step'>;
  /** 0-based, from the left. */
  readonly index: number;
  readonly lane: Lane;
  /** Top of the node, from the top of the lanes. */
  readonly nodeTop: number;
  /** True when the step has gone while a hand holds the columns where they are. */
  readonly gone: boolean;
  /** While today or the difference is shown: new, or not there any more. Today knows of nothing that goes. */
  readonly fate: 'kept' | 'new' | 'gone';
  readonly cells: Readonly<Record<StripRole, SlotCell>>;
  /** While the difference is shown: what becomes of each role, and its cell where a system comes or goes. */
  readonly compared: ComparedColumn | null;
  readonly data: DataCells;
  readonly connectors: readonly Connector[];
}

export interface ComparedColumn {
  readonly step: StepComparison;
  readonly cells: Readonly<Record<StripRole, ComparedCell | null>>;
}

export interface LaneBand {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
  readonly nodes: number;
}

export interface Band {
  readonly top: number;
  readonly height: number;
}

export interface MapLayout {
  readonly columns: readonly Column[];
  readonly lanes: readonly LaneBand[];
  /** Rows of the strip; tops from the top of the lanes. */
  readonly rows: Readonly<Record<StripRow, Band>>;
  readonly capsules: readonly Capsule[];
  /** Top of the first row of capsules. */
  readonly capsulesTop: number;
  readonly capsuleRows: number;
  readonly flow: readonly FlowEdge[];
  readonly lanesHeight: number;
  readonly height: number;
  /** Columns on screen: one a step, and one more for interfaces that no step uses. */
  readonly columnCount: number;
}

export interface LayoutWords {
  /** "review, audit" */
  readonly uses: (uses: readonly RoleUse[]) => string;
  /** Title of a data object with what is said about it, e.g. "Batch production record updates". */
  readonly data: (title: string, entry: DataEntry) => string;
}

/** At a step that goes nothing has a role, whatever is still said of it. */
const NO_ROLES: RoleRelations = { slot: () => [], reviewUses: () => [], needsRecord: () => false };

const fateOf = (step: Entity<'step'>, { state }: LaidOutState): Column['fate'] => {
  if (state !== 'to-be' && step.change === 'new') return 'new';
  return state === 'difference' && step.change === 'retire' ? 'gone' : 'kept';
};

/** A lane without steps is low, except while the whole board is empty and shows what a map is. */
const laneHeight = (lane: Lane, nodes: number, capsuleRows: number, steps: number): number => {
  if (lane !== 'IT') return nodes > 0 || steps === 0 ? LANE.height : LANE.emptyHeight;
  const interfaces = Math.max(LANE.interfacesMinHeight, CAPSULE.top * 2 + capsuleRows * CAPSULE.pitch);
  return nodes > 0 ? LANE.height + interfaces - CAPSULE.top : interfaces;
};

/**
 * @param order columns to show, if they differ from the document's order (see order.ts); steps that are missing there are
 *   not shown, ones that have been deleted keep their column and are marked as gone
 */
export function layOut(
  snapshot: Snapshot,
  relations: Relations,
  words: LayoutWords,
  order?: readonly EntityId[],
  showing: LaidOutState = { state: 'to-be' },
): MapLayout {
  const stepById = new Map(snapshot.entities.step.map((step) => [step.id, step]));
  const ids = (order ?? live(snapshot, 'step').map((step) => step.id)).filter((id) => stepById.has(id));
  const labels = new Map<EntityId, string>();
  const titles = new Map<EntityId, string>();
  for (const system of snapshot.entities.system) labels.set(system.id, system.label);
  for (const data of snapshot.entities.dataObject) {
    labels.set(data.id, data.label);
    titles.set(data.id, data.title ?? data.label);
  }
  const labelOf = (id: EntityId): string => labels.get(id) ?? '?';
  const names: SlotNames = { system: labelOf, data: labelOf, uses: words.uses };
  const sayData = (entry: DataEntry): string => words.data(titles.get(entry.data) ?? '', entry);

  const comparedSteps = new Map(
    showing.state === 'difference' ? showing.comparison.steps.map((each) => [each.step, each]) : [],
  );
  const compare = (id: EntityId): ComparedColumn | null => {
    const compared = comparedSteps.get(id);
    if (!compared) return null;
    const missing = compared.fate !== 'gone' && relations.needsRecord(id);
    const cell = (role: StripRole): ComparedCell | null =>
      comparedCell(compared.roles[role], role === 'record' && missing, role, names);
    return { step: compared, cells: { collect: cell('collect'), record: cell('record'), review: cell('review') } };
  };

  const drafts = ids.flatMap((id, index) => {
    const step = stepById.get(id);
    if (!step) return [];
    const gone = step.state !== 'live';
    // Nothing is missing from how it is today.
    const needed = showing.state !== 'as-is' && relations.needsRecord(id);
    const fate = fateOf(step, showing);
    const said = fate === 'gone' ? NO_ROLES : relations;
    const cells = {
      collect: slotCell(said, id, 'collect', names, needed),
      record: slotCell(said, id, 'record', names, needed && fate !== 'gone'),
      review: slotCell(said, id, 'review', names, needed),
    };
    const compared = compare(id);
    const lane = relations.lane(id);
    return [{ id, step, index, gone, lane, fate, cells, compared, data: dataCells(relations, id) }];
  });

  const placedCapsules = capsules(snapshot, relations, ids, showing);
  const capsuleRows = placedCapsules.reduce((most, capsule) => Math.max(most, capsule.row + 1), 0);
  const lanes: LaneBand[] = [];
  let top = 0;
  for (const lane of LANES) {
    const nodes = drafts.filter((draft) => draft.lane === lane).length;
    if (lane === 'unassigned' && nodes === 0) continue;
    const height = laneHeight(lane, nodes, capsuleRows, drafts.length);
    lanes.push({ lane, top, height, nodes });
    top += height;
  }
  const lanesHeight = top;
  const bandOf = (lane: Lane): LaneBand | undefined => lanes.find((band) => band.lane === lane);
  const it = bandOf('IT');
  const capsulesTop = (it?.top ?? 0) + ((it?.nodes ?? 0) > 0 ? LANE.height - CAPSULE.top : 0) + CAPSULE.top;

  const heights: Record<StripRow, number> = { ...ROW };
  for (const draft of drafts) {
    for (const role of STRIP_ROLES)
      heights[role] = Math.max(heights[role], (draft.compared?.cells[role] ?? draft.cells[role]).height);
    heights.dataIn = Math.max(heights.dataIn, dataCellHeight(draft.data.in, ROW.dataIn, sayData));
    heights.dataOut = Math.max(heights.dataOut, dataCellHeight(draft.data.out, ROW.dataOut, sayData));
  }
  const rows = {} as Record<StripRow, Band>;
  let rowTop = lanesHeight;
  for (const row of STRIP_ROWS) {
    rows[row] = { top: rowTop, height: heights[row] };
    rowTop += heights[row];
  }

  const columns = drafts.map((draft): Column => {
    const { collect, record, review } = draft.cells;
    return {
      ...draft,
      nodeTop: (bandOf(draft.lane)?.top ?? 0) + NODE.top,
      connectors:
        draft.compared !== null
          ? []
          : connectors(draft.id, relations, {
              collect: { cell: collect, top: rows.collect.top },
              record: { cell: record, top: rows.record.top },
              review: { cell: review, top: rows.review.top },
            }),
    };
  });
  const holding = lanes.filter((band) => band.nodes > 0);
  const nodes = columns.map((column) => ({
    id: column.id,
    column: column.index,
    lane: holding.findIndex((band) => band.lane === column.lane),
    y: column.nodeTop,
  }));
  const below = holding.at(-1);
  const channels = holding.map((band, index) => (index === 0 ? band.top + 8 : band.top));
  if (below) channels.push(below.top + LANE.height - 6);
  const shown = columns.filter((column) => !column.gone).map((column) => column.id);
  const beyond = placedCapsules.some((capsule) => capsule.end >= columns.length);
  return {
    columns,
    lanes,
    rows,
    capsules: placedCapsules,
    capsulesTop,
    capsuleRows,
    flow: routeFlow(flowLinks(snapshot, shown), nodes, channels),
    lanesHeight,
    height: rowTop,
    columnCount: columns.length + (beyond ? 1 : 0),
  };
}

/** Left edge of a column, from the left edge of the first. */
export const columnLeft = (index: number): number => index * COLUMN_WIDTH_PX;

/** The columns to draw for a part of the map that is in view, with `margin` columns to each side. */
export function visibleColumns(
  scrollLeft: number,
  width: number,
  count: number,
  margin = 4,
): readonly [number, number] {
  const first = Math.max(0, Math.floor(scrollLeft / COLUMN_WIDTH_PX) - margin);
  const last = Math.min(count - 1, Math.ceil((scrollLeft + width) / COLUMN_WIDTH_PX) + margin);
  return [first, last];
}
