/**
 * Several people and the log of one server: each edits an own replica, offline as long as nothing is sent, and what is
 * sent becomes one row. Rows come in the order of sending; of one person they never have gaps, as a server sees to it.
 */
import * as fc from 'fast-check';
import * as Y from 'yjs';
import {
  deleteEntity,
  EditHistory,
  mergeEntities,
  restoreEntity,
  SnapshotSource,
  textRoot,
  unmergeEntity,
  type IdSource,
  type Mutation,
  type Snapshot,
  type TemplateId,
} from '../../src/index.ts';
import { act, mutationOf, type Act } from './acts.ts';
import { ids, replicaOf, seeded } from './board.ts';

export type LogEvent =
  | { readonly kind: 'act'; readonly who: number; readonly act: Act }
  /** Records leave the board and come back, more often than acts would have it. */
  | { readonly kind: 'leave'; readonly who: number; readonly how: number }
  | { readonly kind: 'undo' | 'redo' | 'send' | 'receive'; readonly who: number }
  /** Typing in the editor of a long text, or removing what was typed. */
  | { readonly kind: 'type'; readonly who: number; readonly at: number; readonly text: string; readonly erase: number };

export interface LogRow {
  readonly who: number;
  readonly update: Uint8Array;
}

export const logEvents = (people: number, maxLength: number): fc.Arbitrary<readonly LogEvent[]> => {
  const who = fc.nat(people - 1);
  return fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.record({ kind: fc.constant('act' as const), who, act }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const), who }) },
      { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('send' as const, 'receive' as const), who }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('leave' as const), who, how: fc.nat(3) }) },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('type' as const),
          who,
          at: fc.nat(60),
          text: fc.string({ maxLength: 6 }),
          erase: fc.nat(4),
        }),
      },
    ),
    { maxLength, size: 'max' },
  );
};

export class LoggedBoard {
  /** What the server holds; the first row is what it was seeded with. */
  readonly doc: Y.Doc;
  readonly rows: LogRow[] = [];
  /** One replica a person. */
  readonly docs: readonly Y.Doc[];
  readonly #sources: readonly SnapshotSource[];
  readonly #histories: readonly EditHistory[];
  readonly #ids: readonly IdSource[];
  readonly #unsent: Uint8Array[][];

  constructor(people: number, template: TemplateId) {
    const origin = seeded(template, 1);
    this.rows.push({ who: -1, update: Y.encodeStateAsUpdate(origin) });
    this.doc = replicaOf(origin, 2);
    this.docs = Array.from({ length: people }, (_, index) => replicaOf(origin, 100 + index));
    this.#sources = this.docs.map((doc) => new SnapshotSource(doc));
    this.#histories = this.docs.map(() => new EditHistory());
    this.#ids = this.docs.map((_, index) => ids(index + 1));
    this.#unsent = this.docs.map(() => []);
    for (const [index, doc] of this.docs.entries()) {
      doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
        if (local) this.#unsent[index]!.push(update);
      });
    }
  }

  play(event: LogEvent): void {
    const doc = this.docs[event.who]!;
    const history = this.#histories[event.who]!;
    switch (event.kind) {
      case 'act':
        history.run(doc, mutationOf(event.act, this.#sources[event.who]!.snapshot, this.#ids[event.who]!));
        return;
      case 'leave':
        history.run(doc, leaving(this.#sources[event.who]!.snapshot, event.how));
        return;
      case 'undo':
        history.undo(doc);
        return;
      case 'redo':
        history.redo(doc);
        return;
      case 'type':
        type(doc, event);
        return;
      case 'send':
        this.#send(event.who);
        return;
      case 'receive':
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(doc)));
    }
  }

  /** One particular edit of somebody, undone with their others. */
  edit(who: number, mutation: Mutation): void {
    this.#histories[who]!.run(this.docs[who]!, mutation);
  }

  /** Everybody sends what is left. */
  settle(): void {
    for (const who of this.docs.keys()) this.#send(who);
  }

  #send(who: number): void {
    const unsent = this.#unsent[who]!.splice(0);
    if (unsent.length === 0) return;
    const update = Y.mergeUpdates(unsent);
    Y.applyUpdate(this.doc, update);
    this.rows.push({ who, update });
  }
}

function leaving(board: Snapshot, how: number): Mutation {
  const [one, other] = board.entities.system.map((system) => system.id) as [string, string];
  switch (how) {
    case 0:
      return deleteEntity('system', one);
    case 1:
      return restoreEntity('system', one);
    case 2:
      return mergeEntities('system', other, one);
    default:
      return unmergeEntity('system', other);
  }
}

function type(doc: Y.Doc, { at, text, erase }: Extract<LogEvent, { kind: 'type' }>): void {
  const fragment = doc.getXmlFragment(textRoot('process', 'inScope'));
  doc.transact(() => {
    const first = fragment.get(0);
    const node = first instanceof Y.XmlElement ? first.get(0) : undefined;
    if (!(node instanceof Y.XmlText)) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text)]);
      fragment.insert(0, [paragraph]);
      return;
    }
    const index = Math.min(at, node.length);
    node.delete(index, Math.min(erase, node.length - index));
    node.insert(index, text);
  });
}
