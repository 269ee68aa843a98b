/** All replicas show the same board, however their edits travelled; nothing said is lost on the way. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addAlias,
  assignResponsibility,
  assignSystemRole,
  createEntity,
  createStep,
  deleteEntity,
  mergeEntities,
  readSnapshot,
  restoreEntity,
  setField,
  withdrawSystemRole,
  type Snapshot,
} from '../src/index.ts';
import { done, exchange, id, ids, labelled, made, replicaOf, seeded } from './support/board.ts';
import { broken } from './support/invariants.ts';
import { events, Replicas } from './support/replicas.ts';

const pair = (): readonly [Y.Doc, Y.Doc] => {
  const origin = seeded('t1');
  return [replicaOf(origin, 100), replicaOf(origin, 101)];
};
const both = (a: Y.Doc, b: Y.Doc): Snapshot => {
  exchange(a, b);
  const snapshot = readSnapshot(a);
  expect(readSnapshot(b)).toEqual(snapshot);
  return snapshot;
};

describe('convergence', () => {
  it('DOM-1 any interleaving, duplication, merging or splitting of updates gives the same board', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 4 }), events(4, 60), (people, all) => {
        const replicas = new Replicas(people, 't2');
        for (const event of all) {
          const involved = event.kind === 'act' ? [event.who] : [event.from, event.to];
          if (involved.every((index) => index < people)) replicas.play(event);
        }
        replicas.settle();
        const [first, ...others] = replicas.docs;
        const board = readSnapshot(first!);
        const fresh = new Y.Doc();
        Y.applyUpdate(fresh, Y.encodeStateAsUpdate(first!));
        for (const doc of [...others, fresh]) {
          expect(readSnapshot(doc)).toEqual(board);
          expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(first!));
          expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(first!))).toBe(true);
        }
        for (const source of replicas.sources) expect(source.snapshot).toEqual(board);
        expect(broken(first!)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 90_000);

  it('DOM-2 two people who say the same row at once have said it; taking it back takes both back', () => {
    const [a, b] = pair();
    const said = {
      step: id(a, 'step', '4'),
      data: id(a, 'dataObject', 'D5'),
      system: id(a, 'system', 'MES'),
      use: 'record',
    } as const;
    done(a, assignSystemRole(said));
    done(b, assignSystemRole(said));
    const rows = (snapshot: Snapshot) =>
      snapshot.rows.role.filter((row) => row.parts.step === said.step && row.parts.data === said.data);
    expect(rows(both(a, b))).toHaveLength(1);
    done(b, withdrawSystemRole(said));
    expect(rows(both(a, b))).toHaveLength(0);
  });

  it('DOM-2 two people who name two systems of record both stand', () => {
    const [a, b] = pair();
    const at = { step: id(a, 'step', '4'), data: id(a, 'dataObject', 'D5'), use: 'record' } as const;
    done(a, assignSystemRole({ ...at, system: id(a, 'system', 'MES') }));
    done(b, assignSystemRole({ ...at, system: id(a, 'system', 'QMS') }));
    const rows = both(a, b).rows.role.filter(
      (row) => row.parts.step === at.step && row.parts.data === at.data && row.parts.use === 'record',
    );
    expect(rows.map((row) => row.parts.system).sort()).toEqual([id(a, 'system', 'MES'), id(a, 'system', 'QMS')].sort());
  });

  it('DOM-3 fields that two people fill in at once are both kept, and creations at once are both there', () => {
    const [a, b] = pair();
    const step = id(a, 'step', '2');
    done(a, setField('step', step, 'title', 'Run the checks'));
    done(b, setField('step', step, 'capture', 'hybrid'));
    const first = made(a, createStep({ title: 'From A' }, { ids: ids(1) }));
    const second = made(b, createStep({ title: 'From B' }, { ids: ids(2) }));
    const snapshot = both(a, b);
    expect(snapshot.entities.step.find((one) => one.id === step)).toMatchObject({
      title: 'Run the checks',
      capture: 'hybrid',
    });
    expect(snapshot.entities.step.filter((one) => [first, second].includes(one.id))).toHaveLength(2);
  });

  it('DOM-4 editing while somebody deletes loses nothing: the record sleeps with all its rows and wakes with them', () => {
    const [a, b] = pair();
    const step = id(a, 'step', '3');
    done(a, deleteEntity('step', step));
    done(b, setField('step', step, 'title', 'Raise exception'));
    done(b, assignResponsibility({ subject: step, function: 'IT', code: 'I', person: id(b, 'person', 'ML') }));
    const asleep = both(a, b);
    expect(asleep.entities.step.find((one) => one.id === step)?.state).toBe('deleted');
    expect(asleep.rows.resp.filter((row) => row.parts.subject === step)).toEqual([]);
    done(a, restoreEntity('step', step));
    const awake = both(a, b);
    expect(awake.entities.step.find((one) => one.id === step)).toMatchObject({
      state: 'live',
      title: 'Raise exception',
    });
    expect(
      awake.rows.resp
        .filter((row) => row.parts.subject === step)
        .map((row) => row.parts.code)
        .sort(),
    ).toEqual(['A', 'I', 'R']);
  });

  it('DOM-5 merging while somebody else writes to the merged record loses nothing', () => {
    const [a, b] = pair();
    const loser = made(a, createEntity('system', { name: 'M.E.S.' }, { ids: ids(3) }));
    exchange(a, b);
    const winner = id(a, 'system', 'MES');
    done(a, mergeEntities('system', loser, winner));
    done(b, addAlias({ system: loser, name: 'Shop floor' }));
    done(b, assignSystemRole({ step: id(b, 'step', '4'), system: loser, use: 'audit' }));
    const snapshot = both(a, b);
    expect(snapshot.rows.alias.map((row) => row.parts)).toEqual([{ system: winner, name: 'Shop floor' }]);
    expect(snapshot.rows.role.find((row) => row.parts.use === 'audit')?.parts.system).toBe(winner);
    expect(labelled(snapshot, 'system', 'M.E.S.')).toMatchObject({ state: 'merged', mergedInto: winner });
  });

  it('DOM-5 two people who merge two records into each other leave the one with the lowest id', () => {
    const [a, b] = pair();
    const [low, high] = [id(a, 'system', 'LIMS'), id(a, 'system', 'QMS')].sort() as [string, string];
    done(a, mergeEntities('system', low, high));
    done(b, mergeEntities('system', high, low));
    const snapshot = both(a, b);
    expect(snapshot.entities.system.find((one) => one.id === low)?.state).toBe('live');
    expect(snapshot.entities.system.find((one) => one.id === high)).toMatchObject({ state: 'merged', mergedInto: low });
  });
});
