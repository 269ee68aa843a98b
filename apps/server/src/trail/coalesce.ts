/**
 * Joins what one author does to one place within a few seconds: what stood there first, what stands there last. One open
 * change a place at most, since somebody else's touch ends it. Plain data throughout, so that what is still open can be
 * stored. Pure.
 */
import type { Difference, FieldValues, ItemRange, StoodAt, TrailPlace, TrailValue, Weighty } from '@chartroom/domain';

/** How long an author's touches of one place are one change, from the first on. */
export const COALESCE_MS = 5_000;

/** What of a row of the log is told with its changes. */
export interface Row {
  readonly seq: number;
  readonly actor: string;
  readonly session: string;
  readonly receivedAtMs: number;
}

interface Origin {
  readonly actor: string;
  readonly session: string;
  readonly receivedAtMs: number;
  /** Numbers of the first and the last update. */
  readonly from: number;
  readonly to: number;
  readonly item: ItemRange | null;
  /** What it touches of which a reason is asked; of several touches the first that does. */
  readonly asks?: Weighty;
}

/** Which reasons are asked of differences; of a place that is still changing from what stood there first. */
export type Weigh = (differences: readonly Difference[], stoodAt: StoodAt) => readonly (Weighty | null)[];

/** A change of one place; while it is open, touches of the same author join it. */
export interface PlaceChange extends Origin {
  readonly place: TrailPlace;
  readonly old: TrailValue;
  readonly new: TrailValue;
}
/** A record that came or went: told at once, nothing joins it. */
export interface RecordChange extends Origin {
  readonly change: 'created' | 'removed';
  readonly root: string;
  readonly key: string;
  readonly fields: FieldValues;
}
export type EndedChange = PlaceChange | RecordChange;

const nameOf = ({ root, key, field }: TrailPlace): string => JSON.stringify([root, key, field]);
const asking = (asks: Weighty | null | undefined): Pick<Origin, 'asks'> => (asks ? { asks } : {});
const originOf = ({ seq, ...row }: Row, item: ItemRange | null, asks: Weighty | null): Origin => ({
  ...row,
  from: seq,
  to: seq,
  item,
  ...asking(asks),
});

/** A clock that was set back ends what is open, too: the first touch would else stay the first for ever. */
const isOver = ({ receivedAtMs }: Origin, nowMs: number): boolean =>
  nowMs < receivedAtMs || nowMs >= receivedAtMs + COALESCE_MS;

const joined = (a: ItemRange | null, b: ItemRange | null): ItemRange | null =>
  a === null || b === null ? (a ?? b) : { ...a, from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };

type ValueDifference = Extract<Difference, { kind: 'value' }>;

export class Coalescing {
  readonly #open = new Map<string, PlaceChange>();

  constructor(open: readonly PlaceChange[] = []) {
    for (const change of open) this.#open.set(nameOf(change.place), change);
  }

  /** In the order in which they began. */
  get open(): readonly PlaceChange[] {
    return [...this.#open.values()];
  }

  /** When the oldest open change is over, milliseconds since 1970 UTC; null when none is open. */
  get nextEndMs(): number | null {
    const first = this.open.reduce((least, { receivedAtMs }) => Math.min(least, receivedAtMs), Infinity);
    return Number.isFinite(first) ? first + COALESCE_MS : null;
  }

  /** Takes what one update changed; answers the changes that are ended by it, each before what follows it at its place. */
  take(row: Row, differences: readonly Difference[], weigh: Weigh = () => []): readonly EndedChange[] {
    const ended: EndedChange[] = [...this.endOver(row.receivedAtMs)];
    const weights = weigh(
      differences.map((one) => this.#whole(row, one)),
      (place) => this.#open.get(nameOf(place))?.old,
    );
    for (const [at, one] of differences.entries()) {
      const asks = weights[at] ?? null;
      if (one.kind === 'value') ended.push(...this.#touch(row, one, asks));
      else {
        ended.push(...this.#end((open) => open.place.root === one.root && open.place.key === one.key));
        const { kind, root, key, fields } = one;
        ended.push({ ...originOf(row, one.item, asks), change: kind, root, key, fields });
      }
    }
    return ended;
  }

  endOver(nowMs: number): readonly PlaceChange[] {
    return this.#end((open) => isOver(open, nowMs));
  }

  endAll(): readonly PlaceChange[] {
    return this.#end(() => true);
  }

  /** The open change that a touch joins. */
  #joinedBy(row: Row, one: ValueDifference): PlaceChange | undefined {
    const open = this.#open.get(nameOf(one.place));
    const joins =
      open?.actor === row.actor && (open.item === null || one.item === null || open.item.client === one.item.client);
    return joins ? open : undefined;
  }

  /** From what stood there when the author began. */
  #whole(row: Row, one: Difference): Difference {
    const open = one.kind === 'value' ? this.#joinedBy(row, one) : undefined;
    return open === undefined || one.kind !== 'value' ? one : { ...one, old: open.old };
  }

  #touch(row: Row, one: ValueDifference, asks: Weighty | null): readonly PlaceChange[] {
    const name = nameOf(one.place);
    const joinedBy = this.#joinedBy(row, one);
    if (joinedBy !== undefined) {
      const item = joined(joinedBy.item, one.item);
      this.#open.set(name, { ...joinedBy, new: one.new, to: row.seq, item, ...asking(joinedBy.asks ?? asks) });
      return [];
    }
    const open = this.#open.get(name);
    const ended = open === undefined ? [] : this.#end((other) => other === open);
    this.#open.set(name, { ...originOf(row, one.item, asks), place: one.place, old: one.old, new: one.new });
    return ended;
  }

  #end(isEnded: (open: PlaceChange) => boolean): readonly PlaceChange[] {
    const ended: PlaceChange[] = [];
    for (const [name, open] of this.#open) {
      if (!isEnded(open)) continue;
      this.#open.delete(name);
      ended.push(open);
    }
    return ended;
  }
}
