/** Every mutation leaves a document that keeps the rules, in one transaction, or leaves it alone. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCAL_ORIGIN, SnapshotSource, readSnapshot } from '../src/index.ts';
import { act, mutationOf, VERB_COUNT } from './support/acts.ts';
import { ids, replicaOf, seeded } from './support/board.ts';
import { broken } from './support/invariants.ts';

const TEMPLATES = ['t1', 't4', 'blank'] as const;

describe('mutations', () => {
  it('DOM-10 DOM-11 every mutation keeps the invariants, in one local transaction or none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), fc.array(act, { maxLength: 40 }), (template, acts) => {
        const doc = replicaOf(seeded(template), 100);
        const source = new SnapshotSource(doc);
        const origins: unknown[] = [];
        doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
        const idSource = ids(1);
        for (const one of acts) {
          origins.length = 0;
          const outcome = mutationOf(one, source.snapshot, idSource)(doc);
          expect(origins).toEqual(outcome.ok ? [LOCAL_ORIGIN] : []);
          expect(outcome.ok ? outcome.performed.touched.length : 1).toBeGreaterThan(0);
        }
        expect(broken(doc)).toEqual([]);
        expect(source.snapshot).toEqual(readSnapshot(doc));
      }),
      { numRuns: 100 },
    );
  }, 90_000);

  it('DOM-10 the random acts reach every mutation, and each of them succeeds somewhere', () => {
    const succeeded = new Set<number>();
    for (const [round, acts] of [1, 2, 3, 4].map((seed) => [seed, fc.sample(act, { numRuns: 700, seed })] as const)) {
      const doc = seeded('t1');
      const source = new SnapshotSource(doc);
      const idSource = ids(round);
      for (const one of acts)
        if (mutationOf(one, source.snapshot, idSource)(doc).ok) succeeded.add(one.verb % VERB_COUNT);
    }
    expect(Array.from({ length: VERB_COUNT }, (_, verb) => verb).filter((verb) => !succeeded.has(verb))).toEqual([]);
  });
});
