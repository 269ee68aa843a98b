/**
 * Several people on one board with a network that reorders, doubles, merges and splits what they send. Each replica
 * keeps its own snapshot source, so that what a person acts on is what a screen would show.
 */
import * as fc from 'fast-check';
import * as Y from 'yjs';
import { SnapshotSource, type IdSource, type Mutation, type Outcome, type TemplateId } from '../../src/index.ts';
import { act, mutationOf, type Act } from './acts.ts';
import { ids, replicaOf, seeded } from './board.ts';

export type Event =
  | { readonly kind: 'act'; readonly who: number; readonly act: Act }
  /** One message from the queue between two replicas, wherever it stands in it. */
  | {
      readonly kind: 'deliver';
      readonly from: number;
      readonly to: number;
      readonly pick: number;
      readonly twice: boolean;
      readonly tailFirst: boolean;
    }
  /** All that waits, merged into one message. */
  | { readonly kind: 'deliverMerged'; readonly from: number; readonly to: number };

const who = (people: number): fc.Arbitrary<number> => fc.nat(people - 1);

export const events = (people: number, maxLength: number): fc.Arbitrary<readonly Event[]> =>
  fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('act' as const), who: who(people), act }) },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('deliver' as const),
          from: who(people),
          to: who(people),
          pick: fc.nat(99),
          twice: fc.boolean(),
          tailFirst: fc.boolean(),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('deliverMerged' as const), from: who(people), to: who(people) }),
      },
    ),
    { maxLength },
  );

/** The part of an update that comes after its first clock units, to arrive before the rest. */
function tailOf(update: Uint8Array): Uint8Array {
  const { structs } = Y.decodeUpdate(update);
  const middle = structs[Math.floor(structs.length / 2)];
  if (middle === undefined) return update;
  return Y.diffUpdate(update, Y.encodeStateVector(new Map([[middle.id.client, middle.id.clock]])));
}

export class Replicas {
  readonly docs: readonly Y.Doc[];
  readonly sources: readonly SnapshotSource[];
  readonly #ids: readonly IdSource[];
  /** Messages by sender and receiver that have not been delivered for good. */
  readonly #queues: Uint8Array[][][];

  constructor(people: number, template: TemplateId) {
    const origin = seeded(template, 1);
    this.docs = Array.from({ length: people }, (_, index) => replicaOf(origin, 100 + index));
    this.sources = this.docs.map((doc) => new SnapshotSource(doc));
    this.#ids = this.docs.map((_, index) => ids(index + 1));
    this.#queues = this.docs.map(() => this.docs.map(() => []));
    for (const [from, doc] of this.docs.entries()) {
      doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
        if (transaction.local) for (const queue of this.#queues[from]!) queue.push(update);
      });
    }
  }

  act(index: number, one: Act): Outcome {
    return this.run(index, mutationOf(one, this.sources[index]!.snapshot, this.#ids[index]!));
  }

  run(index: number, mutation: Mutation): Outcome {
    return mutation(this.docs[index]!);
  }

  play(event: Event): void {
    if (event.kind === 'act') {
      this.act(event.who, event.act);
      return;
    }
    const queue = this.#queues[event.from]![event.to]!;
    const target = this.docs[event.to]!;
    if (event.from === event.to || queue.length === 0) return;
    if (event.kind === 'deliverMerged') {
      Y.applyUpdate(target, Y.mergeUpdates(queue.splice(0)));
      return;
    }
    const [update] = queue.splice(event.pick % queue.length, 1);
    if (event.tailFirst) Y.applyUpdate(target, tailOf(update!));
    Y.applyUpdate(target, update!);
    if (event.twice) Y.applyUpdate(target, update!);
  }

  /** Delivers everything that still waits, newest first: the hardest order. */
  settle(): void {
    for (const [from, queues] of this.#queues.entries()) {
      for (const [to, queue] of queues.entries()) {
        const waiting = queue.splice(0).reverse();
        if (from !== to) for (const update of waiting) Y.applyUpdate(this.docs[to]!, update);
      }
    }
  }
}
