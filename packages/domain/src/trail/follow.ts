/**
 * Follows a document update by update and tells what each one changed: the transaction says what was touched, and only
 * that is read and compared with what stood there before. Values of Yjs events are never asked: they are wrong under
 * concurrency. Writes nothing.
 */
import * as Y from 'yjs';
import type { Written } from '../mutate/change.ts';
import { textItems } from '../mutate/rewrite-text.ts';
import { longText } from '../read/long-text.ts';
import { plain } from '../read/plain.ts';
import { isMapRoot, isTextRoot, mapRoot, textFragment } from '../read/root.ts';
import { heldBy } from '../read/writer.ts';
import { MAP_ROOTS } from '../schema/roots.ts';
import { isEntityRoot, isRowRoot, TEXT, type FieldValues, type Place, type TrailValue } from './change.ts';
import { TrailState } from './state.ts';

/** Items of the document that hold what a change came to: of one client, from the first clock to the last. */
export interface ItemRange {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** What one update changed at one place. `item` is null where it only took away. */
export type Difference =
  | {
      readonly kind: 'value';
      readonly place: Place;
      readonly old: TrailValue;
      readonly new: TrailValue;
      readonly item: ItemRange | null;
    }
  | {
      readonly kind: 'created' | 'removed';
      readonly root: string;
      readonly key: string;
      readonly fields: FieldValues;
      readonly item: ItemRange | null;
    };

/** Whether an update brought the item. */
type IsNew = (item: Written) => boolean;

const TEXT_PREFIX = `${TEXT}:`;
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');

/** A stored value as the trail can keep it. */
function scalar(value: unknown): TrailValue {
  switch (typeof value) {
    case 'string':
      return clean(value);
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'undefined':
      return null;
    default:
      return value === null ? null : clean(JSON.stringify(plain(value)));
  }
}

/** A cleared field is written as null, and readers take '' for the same. */
const fieldValue = (value: unknown): TrailValue => {
  const read = scalar(value);
  return read === '' ? null : read;
};
/** 0 is a row that was withdrawn; '' can be the text of one that stands. */
const rowValue = (value: unknown): TrailValue => (value === 0 ? null : scalar(value));

/** The fields of what stands under an id; what is no record has its value under the name ''. */
function recordFields(stored: unknown): FieldValues {
  if (!(stored instanceof Y.Map)) return [['', scalar(stored)]];
  return [...(stored as Y.Map<unknown>).entries()]
    .map(([field, value]) => [field, fieldValue(value)] as const)
    .filter(([, value]) => value !== null);
}

/** What one update touched: keys of roots, fields of records, long texts. */
class Touches {
  readonly keys = new Map<string, Set<string>>();
  readonly fields = new Map<string, Map<string, Set<string>>>();
  readonly texts = new Set<string>();

  key(root: string, key: string): void {
    const keys = this.keys.get(root);
    if (keys === undefined) this.keys.set(root, new Set([key]));
    else keys.add(key);
  }

  field(root: string, id: string, field: string): void {
    let records = this.fields.get(root);
    if (records === undefined) this.fields.set(root, (records = new Map()));
    const fields = records.get(id);
    if (fields === undefined) records.set(id, new Set([field]));
    else fields.add(field);
  }
}

/** Owns its document from now on: nothing else may write to it. */
export class TrailFollower {
  readonly #doc: Y.Doc;
  readonly #rootNames = new Map<Y.AbstractType<unknown>, string>();
  #transactions: Y.Transaction[] = [];
  /** null until it is read: taking many updates at once must not read it after each. */
  #read: TrailState | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.#transactions.push(transaction));
  }

  get state(): TrailState {
    return (this.#read ??= this.#readAll());
  }

  /** Takes updates without telling anything of them: what a board was seeded with, or what was told already. */
  skip(updates: readonly Uint8Array[]): void {
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update);
    });
    this.#read = null;
  }

  /** Applies one update and tells what is different. Throws what Yjs throws; the follower is of no use then. */
  apply(update: Uint8Array): readonly Difference[] {
    const { state } = this;
    this.#transactions = [];
    Y.applyUpdate(this.#doc, update);
    const touches = new Touches();
    const before = new Map<number, number>();
    for (const transaction of this.#transactions) {
      for (const [client, clock] of transaction.beforeState) if (!before.has(client)) before.set(client, clock);
      for (const [type, keys] of transaction.changed) this.#touch(type as Y.AbstractType<unknown>, keys, touches);
    }
    return this.#compare(state, touches, (item) => item.clock >= (before.get(item.client) ?? 0));
  }

  #readAll(): TrailState {
    const state = new TrailState();
    for (const root of MAP_ROOTS) {
      const map = mapRoot(this.#doc, root);
      for (const [key, stored] of map?.entries() ?? []) {
        if (isEntityRoot(root)) state.create(root, key, recordFields(stored));
        else state.set(this.#placeIn(root, key), this.#valueIn(root, stored));
      }
    }
    for (const root of [...this.#doc.share.keys()].filter(isTextRoot)) {
      state.set(this.#textPlace(root), this.#text(root));
    }
    return state;
  }

  #placeIn(root: string, key: string): Place {
    return isRowRoot(root) ? { root, key, field: null } : { root, key: root, field: key };
  }
  #valueIn(root: string, stored: unknown): TrailValue {
    return isRowRoot(root) ? rowValue(stored) : fieldValue(stored);
  }
  #textPlace(root: string): Place {
    return { root: TEXT, key: root.slice(TEXT_PREFIX.length), field: null };
  }
  #text(root: string): TrailValue {
    const fragment = textFragment(this.#doc, root);
    const text = fragment === null ? '' : clean(longText(fragment));
    return text === '' ? null : text;
  }

  #rootName(type: Y.AbstractType<unknown>): string | undefined {
    const known = this.#rootNames.get(type);
    if (known !== undefined) return known;
    for (const [name, root] of this.#doc.share) this.#rootNames.set(root as Y.AbstractType<unknown>, name);
    return this.#rootNames.get(type);
  }

  /** Finds what a changed type is part of: the keys on the way to its root, outermost first. */
  #touch(type: Y.AbstractType<unknown>, changed: ReadonlySet<string | null>, touches: Touches): void {
    const path: string[] = [];
    let at = type;
    while (at._item !== null) {
      if (at._item.parentSub !== null) path.unshift(at._item.parentSub);
      const parent = at._item.parent;
      // Deleted with what it was part of, which is touched itself.
      if (!(parent instanceof Y.AbstractType)) return;
      at = parent as Y.AbstractType<unknown>;
    }
    const root = this.#rootName(at);
    if (root === undefined) return;
    if (isTextRoot(root)) touches.texts.add(root);
    else if (isMapRoot(root)) {
      const [key, field] = path;
      const keys = [...changed].filter((one) => one !== null);
      if (key === undefined) for (const one of keys) touches.key(root, one);
      else if (!isEntityRoot(root)) touches.key(root, key);
      else if (field === undefined) for (const one of keys) touches.field(root, key, one);
      else touches.field(root, key, field);
    }
  }

  #compare(state: TrailState, touches: Touches, isNew: IsNew): readonly Difference[] {
    const differences: Difference[] = [];
    const itemOf = (map: Y.Map<unknown> | null, key: string): ItemRange | null => {
      const item = map === null ? null : heldBy(map, key);
      return item === null || !isNew(item) ? null : { client: item.client, from: item.clock, to: item.clock };
    };
    const value = (place: Place, now: TrailValue, item: () => ItemRange | null): void => {
      const old = state.value(place);
      if (old === now) return;
      state.set(place, now);
      differences.push({ kind: 'value', place, old, new: now, item: item() });
    };
    for (const [root, keys] of touches.keys) {
      const map = mapRoot(this.#doc, root);
      for (const key of keys) {
        const item = (): ItemRange | null => itemOf(map, key);
        if (isEntityRoot(root)) this.#compareRecord(state, root, key, map, item, value, differences);
        else value(this.#placeIn(root, key), this.#valueIn(root, map?.get(key)), item);
      }
    }
    for (const [root, records] of touches.fields) {
      for (const [id, fields] of records) {
        const record = mapRoot(this.#doc, root)?.get(id);
        if (!(record instanceof Y.Map) || !state.has(root, id)) continue;
        const map = record as Y.Map<unknown>;
        for (const field of fields)
          value({ root, key: id, field }, fieldValue(map.get(field)), () => itemOf(map, field));
      }
    }
    for (const root of touches.texts) value(this.#textPlace(root), this.#text(root), () => this.#written(root, isNew));
    return differences;
  }

  /** A key of a root of records: the record came, went, or another one took its place under the same id. */
  #compareRecord(
    state: TrailState,
    root: string,
    id: string,
    map: Y.Map<unknown> | null,
    item: () => ItemRange | null,
    value: (place: Place, now: TrailValue, item: () => ItemRange | null) => void,
    differences: Difference[],
  ): void {
    const isThere = map?.has(id) === true;
    if (!isThere) {
      if (!state.has(root, id)) return;
      differences.push({ kind: 'removed', root, key: id, fields: state.fields(root, id), item: item() });
      state.remove(root, id);
      return;
    }
    const fields = recordFields(map!.get(id));
    if (!state.has(root, id)) {
      state.create(root, id, fields);
      differences.push({ kind: 'created', root, key: id, fields: state.fields(root, id), item: item() });
      return;
    }
    const now = new Map(fields);
    for (const [field] of state.fields(root, id)) if (!now.has(field)) now.set(field, null);
    for (const [field, one] of now) value({ root, key: id, field }, one, item);
  }

  /** What the update wrote of a long text: the items of the client that wrote most recently in it. */
  #written(root: string, isNew: IsNew): ItemRange | null {
    const fragment = textFragment(this.#doc, root);
    let range: ItemRange | null = null;
    for (const { id, length } of fragment === null ? [] : textItems(fragment)) {
      if (!isNew(id)) continue;
      const to = id.clock + length - 1;
      if (range === null) range = { client: id.client, from: id.clock, to };
      else if (range.client === id.client)
        range = { client: id.client, from: Math.min(range.from, id.clock), to: Math.max(range.to, to) };
    }
    return range;
  }
}
