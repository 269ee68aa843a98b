/**
 * The document as reactive reads: every record and every list is a topic of its own, so that an edit wakes only what
 * shows it. Knows nothing of the connection or of people.
 */
import {
  lastWriter,
  relate,
  SnapshotSource,
  type Entity,
  type EntityKind,
  type Fields,
  type Relations,
  type Row,
  type RowKind,
  type SingleKind,
  type Snapshot,
  type SnapshotListener,
} from '@chartroom/domain';
import type * as Y from 'yjs';
import { Topics } from './topics.ts';

const SNAPSHOT = '*';
const RELATIONS = '~';
/** Topics that no relation depends on. */
const WITHOUT_RELATIONS = /^(?:text:|board$|process$|meta$|irregular$)/;

type Index<K extends EntityKind> = {
  readonly list: readonly Entity<K>[];
  readonly byId: ReadonlyMap<string, Entity<K>>;
};

export class DocumentReader {
  readonly #doc: Y.Doc;
  readonly #source: SnapshotSource;
  readonly #topics = new Topics();
  readonly #live = new Map<EntityKind, { readonly all: readonly Entity[]; readonly live: readonly Entity[] }>();
  readonly #indexes = new Map<EntityKind, Index<EntityKind>>();
  #relations: Relations | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#source = new SnapshotSource(doc);
    this.#source.listen(({ topics }) => {
      const woken = new Set<string>(topics).add(SNAPSHOT);
      if ([...topics].some((topic) => !WITHOUT_RELATIONS.test(topic))) {
        this.#relations = null;
        woken.add(RELATIONS);
      }
      this.#topics.changed(woken);
    });
  }

  /** Live entities of a kind, in the snapshot's order. */
  entities<K extends EntityKind>(kind: K): readonly Entity<K>[] {
    this.#topics.read(kind);
    const all = this.#source.snapshot.entities[kind] as readonly Entity[];
    let known = this.#live.get(kind);
    if (known?.all !== all) {
      known = { all, live: all.filter((entity) => entity.state === 'live') };
      this.#live.set(kind, known);
    }
    return known.live as readonly Entity<K>[];
  }

  entity<K extends EntityKind>(kind: K, id: string): Entity<K> | undefined {
    this.#topics.read(`${kind}/${id}`);
    const list = this.#source.snapshot.entities[kind] as readonly Entity<K>[];
    let index = this.#indexes.get(kind) as Index<K> | undefined;
    if (index?.list !== list) {
      index = { list, byId: new Map(list.map((entity) => [entity.id, entity])) };
      this.#indexes.set(kind, index as unknown as Index<EntityKind>);
    }
    return index.byId.get(id);
  }

  single<K extends SingleKind>(kind: K): Fields<K> {
    this.#topics.read(kind);
    return this.#source.snapshot[kind] as Fields<K>;
  }

  rows<K extends RowKind>(kind: K): readonly Row<K>[] {
    this.#topics.read(kind);
    return this.#source.snapshot.rows[kind] as readonly Row<K>[];
  }

  get relations(): Relations {
    this.#topics.read(RELATIONS);
    this.#relations ??= relate(this.#source.snapshot);
    return this.#relations;
  }

  get snapshot(): Snapshot {
    this.#topics.read(SNAPSHOT);
    return this.#source.snapshot;
  }

  /** Not reactive: the board as it is now. */
  peek(): Snapshot {
    return this.#source.snapshot;
  }

  /** Yjs client id of the last writer of a row, or of a field of an entity. */
  rowWriter(kind: RowKind, key: string): number | undefined {
    this.#topics.read(`${kind}/${key}`);
    return lastWriter(this.#doc, kind, key)?.client;
  }

  fieldWriter(kind: EntityKind, id: string, field: string): number | undefined {
    this.#topics.read(`${kind}/${id}`);
    return lastWriter(this.#doc, kind, field, id)?.client;
  }

  /** Not reactive: calls `listener` after each transaction that changed something. */
  listen(listener: SnapshotListener): () => void {
    return this.#source.listen(listener);
  }

  close(): void {
    this.#source.close();
  }
}
