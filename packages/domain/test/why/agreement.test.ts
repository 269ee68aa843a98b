/** The board, from what an edit touched, and the server, from what its update changed, ask for the same reasons. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  asksBeforeLeaving,
  deleteEntity,
  ENTITY_KINDS,
  mergeEntities,
  readSnapshot,
  setField,
  TrailFollower,
  weighDifferences,
  WEIGHTIES,
  weighPerformed,
  type Weighty,
} from '../../src/index.ts';
import { act, mutationOf } from '../support/acts.ts';
import { done, id, ids, replicaOf, seeded } from '../support/board.ts';

const most = (weights: readonly (Weighty | null)[]): Weighty | null =>
  WEIGHTIES.find((one) => weights.includes(one)) ?? null;

const both = () => {
  const seed = seeded('t1');
  const follower = new TrailFollower(replicaOf(seed, 2));
  const doc = replicaOf(seed, 100);
  const changed = (work: () => void): readonly (Weighty | null)[] => {
    const before = Y.encodeStateVector(doc);
    work();
    return weighDifferences(follower.apply(Y.encodeStateAsUpdate(doc, before)), follower.state);
  };
  return { doc, changed };
};

describe('board and server', () => {
  it('WHY-7 ask for the same, whatever people do', () => {
    const asked = new Map<Weighty | null, number>();
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60, size: 'max' }), (acts) => {
        const { doc, changed } = both();
        const source = ids(7);
        for (const one of acts) {
          let own: Weighty | null = null;
          const weights = changed(() => {
            const outcome = mutationOf(one, readSnapshot(doc), source)(doc);
            if (outcome.ok) own = weighPerformed(outcome.performed, doc);
          });
          expect(most(weights)).toBe(own);
          asked.set(own, (asked.get(own) ?? 0) + 1);
        }
      }),
      { numRuns: 25, seed: 7 },
    );
    // Every answer was asked for, and most edits ask nothing.
    expect([...asked.keys()].toSorted()).toEqual([...WEIGHTIES, null].toSorted());
  });

  it('WHY-6 WHY-7 what is asked before a record leaves is what its leaving asks', () => {
    for (const kind of ENTITY_KINDS) {
      const { doc } = both();
      const live = readSnapshot(doc).entities[kind];
      for (const { id: one } of live) {
        const copy = replicaOf(doc, 7);
        const asked = asksBeforeLeaving(copy, kind, one);
        expect(weighPerformed(done(copy, deleteEntity(kind, one)), copy), kind).toBe(asked);
        const other = live.find((candidate) => candidate.id !== one);
        if (other === undefined) continue;
        const second = replicaOf(doc, 8);
        expect(weighPerformed(done(second, mergeEntities(kind, one, other.id)), second), kind).toBe(asked);
      }
    }
  });

  it('WHY-8 taken out of the document by somebody else’s program it asks as deleted or withdrawn', () => {
    const { doc, changed } = both();
    const snapshot = readSnapshot(doc);
    const step = id(snapshot, 'step', '3');
    const root = (name: string): Y.Map<unknown> => doc.getMap(name);
    expect(changed(() => (root('step').get(step) as Y.Map<unknown>).delete('kind'))).toEqual(['regulated']);
    const row = snapshot.rows.role.find(({ parts }) => parts.step === step && parts.use === 'record')!.key;
    expect(changed(() => root('role').delete(row))).toEqual(['record']);
    expect(changed(() => root('step').delete(step))).toEqual(['regulated']);
    const output = id(snapshot, 'output', 'R4');
    changed(() => void done(doc, deleteEntity('output', output)));
    expect(changed(() => root('output').delete(output))).toEqual([null]);
  });

  it('WHY-2 declassified and changed while that still goes on counts as regulated', () => {
    const { doc } = both();
    const follower = new TrailFollower(replicaOf(doc, 2));
    const step = id(readSnapshot(doc), 'step', '3');
    const changed = (work: () => void, stood: boolean): readonly (Weighty | null)[] => {
      const before = Y.encodeStateVector(doc);
      work();
      return weighDifferences(follower.apply(Y.encodeStateAsUpdate(doc, before)), follower.state, ({ key, field }) =>
        stood && key === step && field === 'regulated' ? true : undefined,
      );
    };
    expect(changed(() => void done(doc, setField('step', step, 'regulated', false)), false)).toEqual(['regulated']);
    expect(changed(() => void done(doc, setField('step', step, 'title', 'A')), true)).toEqual(['regulated']);
    expect(changed(() => void done(doc, setField('step', step, 'title', 'B')), false)).toEqual([null]);
  });
});
