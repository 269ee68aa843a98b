/**
 * The board of a live document as a snapshot that follows it: after each transaction only the touched records are read
 * again, and listeners learn which topics changed and who wrote. Writes nothing and never throws on any content.
 */
import * as Y from 'yjs';
import { compareText } from '../order/order-key.ts';
import { ENTITY_KINDS, type EntityKind, type Fields, type SingleKind } from '../schema/fields.ts';
import type { Scalar } from '../schema/field-value.ts';
import { MAP_ROOTS, META_ROOT, SCHEMA_VERSION } from '../schema/roots.ts';
import { ROW_KINDS, type RowKind } from '../schema/rows.ts';
import { Assembly } from './assembly.ts';
import {
  irregular,
  readEntity,
  readRow,
  readSchemaVersion,
  readSingle,
  type RawEntity,
  type RawRow,
} from './content.ts';
import { longText } from './long-text.ts';
import { holdsAnything, holdsList, isMapRoot, isTextRoot, mapRoot, textFragment } from './root.ts';
import type { Irregular, Snapshot } from './snapshot.ts';

export interface SnapshotChange {
  readonly snapshot: Snapshot;
  readonly previous: Snapshot;
  /** `step`, `step/<id>`, `role`, `role/<key>`, `board`, `process`, `text:<owner>:<field>`, `irregular`, `meta`. */
  readonly topics: ReadonlySet<string>;
  /** Of the Yjs transaction. */
  readonly origin: unknown;
  readonly local: boolean;
  /** Yjs client ids that wrote in the transaction; empty when it only deleted. */
  readonly writers: readonly number[];
}
export type SnapshotListener = (change: SnapshotChange) => void;

type Singles = { -readonly [K in SingleKind]: Fields<K> };
/** Touched top-level keys of a map root; null in the set means its list part, which should hold nothing. */
type Touched = Map<string, Set<string | null>>;

const EMPTY = Object.freeze({});
const mapOf = <K extends string, V>(kinds: readonly K[]): Record<K, Map<string, V>> =>
  Object.fromEntries(kinds.map((kind) => [kind, new Map<string, V>()])) as Record<K, Map<string, V>>;

const sameFields = (a: Readonly<Record<string, Scalar>>, b: Readonly<Record<string, Scalar>>): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
const sameEntity = (a: RawEntity, b: RawEntity): boolean =>
  a.deleted === b.deleted && a.mergedInto === b.mergedInto && sameFields(a.fields, b.fields);

const ENTITY_ROOTS: ReadonlySet<string> = new Set(ENTITY_KINDS);
const ROW_ROOTS: ReadonlySet<string> = new Set(ROW_KINDS);

export class SnapshotSource {
  readonly #doc: Y.Doc;
  readonly #assembly = new Assembly();
  readonly #entities = mapOf<EntityKind, RawEntity>(ENTITY_KINDS);
  readonly #rows = mapOf<RowKind, RawRow>(ROW_KINDS);
  readonly #singles: Singles = { board: EMPTY, process: EMPTY };
  readonly #texts = new Map<string, string>();
  /** By root, then by key; '' is the root itself. */
  readonly #faults = new Map<string, Map<string, readonly Irregular[]>>();
  readonly #listeners = new Set<SnapshotListener>();
  #schemaVersion = SCHEMA_VERSION;
  #snapshot: Snapshot;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    const everything: Touched = new Map();
    for (const root of MAP_ROOTS) everything.set(root, this.#allKeys(root));
    const texts = [...doc.share.keys()].filter(isTextRoot);
    this.#snapshot = this.#build(this.#reread(everything, texts, true));
    doc.on('afterTransaction', this.#afterTransaction);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Calls `listener` after each transaction that changed something; returns the function that stops it. */
  listen(listener: SnapshotListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops following the document. The last snapshot stays. */
  close(): void {
    this.#doc.off('afterTransaction', this.#afterTransaction);
    this.#listeners.clear();
  }

  readonly #afterTransaction = (transaction: Y.Transaction): void => {
    if (transaction.changed.size === 0) return;
    const touched: Touched = new Map();
    const texts = new Set<string>();
    let unknownRoots = false;
    for (const [type, keys] of transaction.changed) {
      const place = this.#locate(type as Y.AbstractType<unknown>);
      if (place === null) {
        // The root was given its type while the transaction ran; find it by reading all of its kind again.
        for (const name of this.#doc.share.keys()) if (isTextRoot(name)) texts.add(name);
        unknownRoots = true;
      } else if (isMapRoot(place.root)) {
        const set = touched.get(place.root) ?? new Set();
        for (const key of place.key === undefined ? keys : [place.key]) set.add(key);
        touched.set(place.root, set);
      } else if (isTextRoot(place.root)) texts.add(place.root);
      else unknownRoots = true;
    }
    const topics = this.#reread(touched, texts, unknownRoots);
    if (topics.size === 0) return;
    const previous = this.#snapshot;
    this.#snapshot = this.#build(topics);
    const writers = [...transaction.afterState].flatMap(([client, clock]) =>
      clock > (transaction.beforeState.get(client) ?? 0) ? [client] : [],
    );
    const change: SnapshotChange = {
      snapshot: this.#snapshot,
      previous,
      topics,
      origin: transaction.origin,
      local: transaction.local,
      writers,
    };
    for (const listener of this.#listeners) listener(change);
  };

  /** Root of a type and the top-level key it hangs from (undefined for the root itself); null when it is not to be found. */
  #locate(type: Y.AbstractType<unknown>): { readonly root: string; readonly key: string | null | undefined } | null {
    let at = type;
    let key: string | null | undefined;
    while (at._item !== null) {
      key = at._item.parentSub;
      const parent = at._item.parent;
      if (!(parent instanceof Y.AbstractType)) return null;
      at = parent as Y.AbstractType<unknown>;
    }
    for (const [name, root] of this.#doc.share) if (root === at) return { root: name, key };
    return null;
  }

  #allKeys(root: string): Set<string | null> {
    return new Set([null, ...(mapRoot(this.#doc, root)?.keys() ?? [])]);
  }

  /** Reads what was touched; returns the topics of everything that is different now or was written again. */
  #reread(touched: Touched, texts: Iterable<string>, unknownRoots: boolean): Set<string> {
    const topics = new Set<string>();
    const dirty = new Set<string>();
    for (const [root, keys] of touched) {
      const map = mapRoot(this.#doc, root);
      if (map === null) {
        this.#fault(root, '', [irregular(root, '', 'nonconforming', 'the root is not a map', null)], topics);
        continue;
      }
      if (keys.has(null))
        this.#fault(
          root,
          '',
          holdsList(map) ? [irregular(root, '', 'nonconforming', 'the root holds a list', null)] : [],
          topics,
        );
      if (ENTITY_ROOTS.has(root)) this.#rereadEntities(root as EntityKind, map, keys, dirty, topics);
      else if (ROW_ROOTS.has(root)) this.#rereadRows(root as RowKind, map, keys, dirty, topics);
      else if (root === META_ROOT) this.#rereadMeta(map, topics);
      else this.#rereadSingle(root as SingleKind, map, topics);
    }
    for (const topic of this.#assembly.update(this.#entities, this.#rows, dirty)) topics.add(topic);
    for (const root of texts) this.#rereadText(root, topics);
    if (unknownRoots) this.#rereadUnknownRoots(topics);
    return topics;
  }

  #rereadEntities(
    kind: EntityKind,
    map: Y.Map<unknown>,
    keys: ReadonlySet<string | null>,
    dirty: Set<string>,
    topics: Set<string>,
  ): void {
    for (const id of keys) {
      if (id === null) continue;
      const reading = readEntity(kind, map, id);
      const before = this.#entities[kind].get(id);
      topics.add(`${kind}/${id}`);
      this.#fault(kind, id, reading.irregular, topics);
      if (reading.value === null) {
        if (this.#entities[kind].delete(id)) dirty.add(kind);
      } else if (before === undefined || !sameEntity(before, reading.value)) {
        this.#entities[kind].set(id, reading.value);
        dirty.add(kind);
      }
    }
  }

  #rereadRows(
    kind: RowKind,
    map: Y.Map<unknown>,
    keys: ReadonlySet<string | null>,
    dirty: Set<string>,
    topics: Set<string>,
  ): void {
    for (const key of keys) {
      if (key === null) continue;
      const reading = readRow(kind, map, key);
      const before = this.#rows[kind].get(key);
      topics.add(`${kind}/${key}`);
      this.#fault(kind, key, reading.irregular, topics);
      if (reading.value === null) {
        if (this.#rows[kind].delete(key)) dirty.add(kind);
      } else if (before === undefined || before.text !== reading.value.text) {
        this.#rows[kind].set(key, reading.value);
        dirty.add(kind);
      }
    }
  }

  #rereadMeta(map: Y.Map<unknown>, topics: Set<string>): void {
    const reading = readSchemaVersion(map);
    this.#fault(META_ROOT, META_ROOT, reading.irregular, topics);
    this.#schemaVersion = reading.version;
    topics.add(META_ROOT);
  }

  #rereadSingle(kind: SingleKind, map: Y.Map<unknown>, topics: Set<string>): void {
    const reading = readSingle(kind, map);
    this.#fault(kind, kind, reading.irregular, topics);
    if (!sameFields(this.#singles[kind], reading.fields)) this.#singles[kind] = reading.fields;
    topics.add(kind);
  }

  #rereadText(root: string, topics: Set<string>): void {
    const fragment = textFragment(this.#doc, root);
    this.#fault(
      root,
      '',
      fragment === null ? [irregular(root, '', 'nonconforming', 'the root is not a long text', null)] : [],
      topics,
    );
    const text = fragment === null ? '' : longText(fragment);
    if (text === (this.#texts.get(root) ?? '')) return;
    if (text === '') this.#texts.delete(root);
    else this.#texts.set(root, text);
    topics.add(root);
  }

  #rereadUnknownRoots(topics: Set<string>): void {
    for (const [name, type] of this.#doc.share) {
      if (isMapRoot(name) || isTextRoot(name)) continue;
      const holds = holdsAnything(type as Y.AbstractType<unknown>);
      this.#fault(
        name,
        '',
        holds ? [irregular(name, '', 'newer', 'a root that this version does not know', null)] : [],
        topics,
      );
    }
  }

  #fault(root: string, key: string, faults: readonly Irregular[], topics: Set<string>): void {
    const ofRoot = this.#faults.get(root);
    if (faults.length === 0) {
      if (ofRoot?.delete(key) !== true) return;
    } else {
      if (ofRoot === undefined) this.#faults.set(root, new Map([[key, faults]]));
      else ofRoot.set(key, faults);
    }
    topics.add('irregular');
  }

  #irregular(): readonly Irregular[] {
    const all = [...this.#faults.values()].flatMap((ofRoot) => [...ofRoot.values()].flat());
    return Object.freeze(all.sort((a, b) => compareText(a.root, b.root) || compareText(a.key, b.key)));
  }

  #build(topics: ReadonlySet<string>): Snapshot {
    const previous: Snapshot | undefined = this.#snapshot;
    const anyText = previous === undefined || [...topics].some((topic) => topic.startsWith('text:'));
    const texts = [...this.#texts]
      .map(([root, text]) => [root.slice('text:'.length), text] as const)
      .sort((a, b) => compareText(a[0], b[0]));
    return Object.freeze({
      schemaVersion: this.#schemaVersion,
      board: this.#singles.board,
      process: this.#singles.process,
      entities: Object.freeze({ ...this.#assembly.entities }) as Snapshot['entities'],
      rows: Object.freeze({ ...this.#assembly.rows }) as Snapshot['rows'],
      texts: anyText ? Object.freeze(Object.fromEntries(texts)) : previous.texts,
      irregular: previous === undefined || topics.has('irregular') ? this.#irregular() : previous.irregular,
    });
  }
}

/** The whole board once, as one frozen value. */
export function readSnapshot(doc: Y.Doc): Snapshot {
  const source = new SnapshotSource(doc);
  source.close();
  return source.snapshot;
}
