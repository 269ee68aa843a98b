/**
 * What is going on at this map, besides what the document says: the layout as shown, the place that has the focus, what
 * is being edited, and the hand that must not be disturbed. One for each map on screen; parts find it by context.
 */
import { live, type EntityId, type Finding, type Relations, type StateComparison } from '@chartroom/domain';
import { createContext, tick, untrack } from 'svelte';
import type { ShownState } from '#lib/shell/address.ts';
import { selection } from '#lib/shell/selection.svelte.ts';
import { comparisonOf, relationsToday } from '#lib/state/comparison.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { m, term } from '#lib/messages/index.ts';
import type { Editing } from './editing.ts';
import type { LaidOutState } from './laid-out-state.ts';
import { columnLeft, layOut, type LayoutWords, type MapLayout, type StripRow } from './layout.ts';
import { capsuleAt, move, partCount, type MoveKey, type Stop, type StopRow } from './navigation.ts';
import { settle } from './order.ts';

/** A place that has or had the focus: by step, so that it follows the step when columns move. */
export interface Place {
  readonly row: StopRow;
  readonly step: EntityId;
  readonly part: number;
}

/** A pointer that has not moved for so long aims at nothing. */
const HAND_RESTS_MS = 1_500;

export const layoutWords: LayoutWords = {
  uses: (uses) => uses.map((use) => m.map.inline(term('roleUse', use))).join(', '),
  data: (title, entry) => m.map.dataWithUses(title, entry.uses.map((use) => m.map.writes[use] ?? '').join(', ')),
};

export class MapState {
  readonly board: BoardStore;
  editing = $state.raw<Editing | null>(null);
  place = $state.raw<Place | null>(null);
  /** The step being dragged, and the gap it would land in. */
  drag = $state.raw<{ readonly step: EntityId; readonly gap: number; readonly dx: number } | null>(null);
  /** Said to screen readers, politely. */
  said = $state('');
  viewport: HTMLElement | null = null;
  grid: HTMLElement | null = null;

  #hover = $state.raw<{ readonly step: EntityId; readonly row: StopRow } | null>(null);
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #shown: readonly EntityId[] = [];

  constructor(board: BoardStore) {
    this.board = board;
  }

  readonly wanted: readonly EntityId[] = $derived.by(() => live(this.board.snapshot, 'step').map((step) => step.id));

  /** The column that must stay where it is. */
  readonly hand: EntityId | null = $derived(this.drag?.step ?? this.editing?.step ?? this.#hover?.step ?? null);

  readonly order: readonly EntityId[] = $derived.by(() => {
    const wanted = this.wanted;
    const held = this.drag !== null && this.#shown.length > 0;
    const next = held ? this.#shown : settle(this.#shown, wanted, this.hand);
    // What was shown last is no dependency: it only says what a hand may be aiming at.
    this.#shown = next;
    return next;
  });

  /** Top of the lane or row that a hand is on or that has the focus, which must not move on screen; null when there is none. */
  readonly held: { readonly of: string; readonly top: number } | null = $derived.by(() => {
    const { editing, place } = this;
    const at =
      editing?.kind === 'slot'
        ? { row: editing.role as StopRow, step: editing.step }
        : editing?.kind === 'data'
          ? { row: (editing.direction === 'in' ? 'dataIn' : 'dataOut') as StopRow, step: editing.step }
          : (this.#hover ?? place);
    if (!at) return null;
    if (at.row === 'node') {
      const column = this.layout.columns.find((each) => each.id === at.step);
      const band = this.layout.lanes.find((each) => each.lane === column?.lane);
      return band ? { of: band.lane, top: band.top } : null;
    }
    if (at.row.startsWith('interfaces:')) return { of: 'IT', top: this.layout.lanes.at(-1)?.top ?? 0 };
    const row = at.row as StripRow;
    return { of: row, top: this.layout.rows[row].top };
  });

  /** True while a change of the order waits for the hand to leave. */
  readonly waiting: boolean = $derived(this.order !== this.wanted && this.order.join() !== this.wanted.join());

  /** The process as agreed, as it is today, or the difference. */
  readonly state: ShownState = $derived(selection.state);
  /** What is said of a slot here: of what is agreed, or of today. */
  readonly table: 'role' | 'roleAsIs' = $derived(this.state === 'as-is' ? 'roleAsIs' : 'role');
  /** The relations of the state that is shown; of what is agreed for the difference. */
  readonly relations: Relations = $derived.by(() =>
    this.state === 'as-is' ? relationsToday(this.board.snapshot) : this.board.relations,
  );
  readonly comparison: StateComparison | null = $derived.by(() =>
    this.state === 'to-be' ? null : comparisonOf(this.board.snapshot),
  );

  readonly layout: MapLayout = $derived.by(() => {
    const { snapshot } = this.board;
    const shown: LaidOutState =
      this.state === 'difference'
        ? { state: 'difference', today: relationsToday(snapshot), comparison: comparisonOf(snapshot) }
        : this.state === 'as-is'
          ? { state: 'as-is', agreed: this.board.relations }
          : { state: 'to-be' };
    return layOut(snapshot, this.relations, layoutWords, this.order, shown);
  });
  /** What stands on a record; findings are findings of what is agreed. */
  findingsOn(record: string): readonly Finding[] {
    return this.state === 'to-be' ? this.board.findingsOn(record).filter((finding) => !finding.accepted) : [];
  }

  readonly canEdit: boolean = $derived.by(() => this.board.readOnly === null);
  /** The difference is read; its sides are edited where each stands alone, and in the record. */
  readonly canEditRoles: boolean = $derived.by(() => this.canEdit && this.state !== 'difference');

  /** Labels of systems, data objects and people: what people call them in one token. */
  readonly labels: ReadonlyMap<EntityId, string> = $derived.by(() => {
    const { system, dataObject, person, interface: interfaces } = this.board.snapshot.entities;
    return new Map([...system, ...dataObject, ...person, ...interfaces].map((entity) => [entity.id, entity.label]));
  });
  readonly titles: ReadonlyMap<EntityId, string> = $derived.by(
    () => new Map(this.board.snapshot.entities.dataObject.map((data) => [data.id, data.title ?? ''])),
  );

  label(id: EntityId | null | undefined): string {
    return (id && this.labels.get(id)) || '?';
  }
  labelsOf(ids: readonly EntityId[]): string {
    return ids.map((id) => this.label(id)).join(', ');
  }

  /** The pointer moved over a step's node or slot, or left it (null). */
  aim(step: EntityId | null, row: StopRow = 'node'): void {
    const now = this.#hover;
    if (step === null) {
      if (now) this.#hover = null;
    } else if (now?.step !== step || now.row !== row) this.#hover = { step, row };
    clearTimeout(this.#restTimer);
    if (step !== null) this.#restTimer = setTimeout(() => (this.#hover = null), HAND_RESTS_MS);
  }
  /** My own act may move what I point at. */
  release(): void {
    clearTimeout(this.#restTimer);
    this.#hover = null;
  }

  // the place with the focus

  stopOf(place: Place): Stop | null {
    const column = this.layout.columns.findIndex((each) => each.id === place.step);
    if (column < 0) return null;
    const count = partCount(this.layout, place.row, column);
    if (count === 0 && !place.row.startsWith('interfaces:')) return null;
    return { row: place.row, column, part: Math.min(place.part, Math.max(0, count - 1)) };
  }

  /** True for the one stop that Tab reaches: the place with the focus, else the first node. */
  isTabStop(row: StopRow, step: EntityId, part = 0): boolean {
    const place = this.place;
    const stop = place && this.stopOf(place);
    if (!place || !stop) return row === 'node' && this.layout.columns[0]?.id === step;
    if (row !== place.row) return false;
    if (!row.startsWith('interfaces:')) return place.step === step && stop.part === part;
    const own = capsuleAt(this.layout, stop);
    return own !== undefined && this.layout.columns[own.start]?.id === step;
  }

  focused(row: StopRow, step: EntityId, part = 0): void {
    const place = this.place;
    if (place?.row === row && place.step === step && place.part === part) return;
    this.place = { row, step, part };
  }

  /** Moves the focus by a key; the screen follows. */
  go(key: MoveKey, far: boolean): void {
    const stop = this.place && this.stopOf(this.place);
    if (stop) this.focusStop(move(this.layout, stop, key, far));
  }

  focusStop(stop: Stop): void {
    const column = this.layout.columns[Math.min(stop.column, this.layout.columns.length - 1)];
    if (!column) return;
    this.focusPlace({ row: stop.row, step: column.id, part: stop.part });
  }

  focusPlace(place: Place): void {
    this.place = place;
    void tick().then(() => {
      const stop = this.stopOf(place);
      if (!stop) return;
      const capsule = capsuleAt(this.layout, stop);
      const name = capsule ? `${place.row}/${capsule.key}` : `${place.row}/${place.step}/${stop.part}`;
      const element = this.grid?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(name)}"]`);
      element?.focus({ preventScroll: true });
      if (element) this.reveal(element);
    });
  }

  /** Scrolls as little as it takes, clear of the sticky heads. */
  reveal(element: HTMLElement): void {
    const viewport = this.viewport;
    if (!viewport) return;
    const outer = viewport.getBoundingClientRect();
    const inner = element.getBoundingClientRect();
    const left = outer.left + 96 + 8;
    const right = outer.left + viewport.clientWidth - 8;
    const top = outer.top + 8;
    const bottom = outer.top + viewport.clientHeight - 8;
    const dx =
      inner.left < left
        ? inner.left - left
        : inner.right > right
          ? Math.min(inner.right - right, inner.left - left)
          : 0;
    const dy =
      inner.top < top ? inner.top - top : inner.bottom > bottom ? Math.min(inner.bottom - bottom, inner.top - top) : 0;
    if (dx !== 0 || dy !== 0) viewport.scrollBy({ left: dx, top: dy });
  }

  /** Brings the capsule of an interface into sight; a step that is selected comes by itself. */
  revealRecord(record: string): void {
    const id = record.startsWith('interface/') ? record.slice('interface/'.length) : null;
    if (id === null) return;
    void tick().then(() => {
      const element = this.grid?.querySelector<HTMLElement>(`[data-stop$="/${CSS.escape(id)}"]`);
      if (element) return this.reveal(element);
      // Columns out of view are not drawn: scroll to where it starts.
      const capsule = this.layout.capsules.find((each) => each.interfaceId === id);
      if (capsule) this.viewport?.scrollTo({ left: columnLeft(Math.max(0, capsule.start - 1)) });
    });
  }

  // editing

  edit(editing: Editing): void {
    if (untrack(() => this.canEdit)) this.editing = editing;
  }
  /** Leaves the editor; with a place, the focus goes there. */
  leave(to: Place | null): void {
    this.editing = null;
    if (to) this.focusPlace(to);
  }

  say(text: string): void {
    // The same sentence twice is said twice only if it changes.
    this.said = text === this.said ? `${text}\u00a0` : text;
  }

  destroy(): void {
    clearTimeout(this.#restTimer);
  }
}

const [read, provide] = createContext<MapState>();
export const getMap = read;
export const provideMap = provide;
