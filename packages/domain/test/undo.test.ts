/** Undo takes back one's own work and nothing else. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  assignSystemRole,
  createEntity,
  createStep,
  deleteEntity,
  EditHistory,
  isEntityId,
  lastWriter,
  longText,
  live,
  mergeEntities,
  moveStep,
  readSnapshot,
  replaceLongText,
  restoreEntity,
  setField,
  setSingleField,
  SnapshotSource,
  together,
  undo,
  ENTITY_KINDS,
  type Performed,
  type Touched,
  type Snapshot,
} from '../src/index.ts';
import { textWriters } from '../src/mutate/rewrite-text.ts';
import { act, mutationOf, type Act } from './support/acts.ts';
import { done, exchange, id, ids, made, replicaOf, seeded } from './support/board.ts';
import { broken } from './support/invariants.ts';

/** What people see: live records without their labels' marks of doubles, rows, texts. */
const visible = (snapshot: Snapshot): unknown => ({
  board: snapshot.board,
  process: snapshot.process,
  entities: ENTITY_KINDS.map((kind) => live(snapshot, kind)),
  rows: snapshot.rows,
  texts: snapshot.texts,
});

const play = (doc: Y.Doc, acts: readonly Act[], seed: number): readonly Performed[] => {
  const idSource = ids(seed);
  const source = new SnapshotSource(doc);
  const performed = acts.flatMap((one) => {
    const outcome = mutationOf(one, source.snapshot, idSource)(doc);
    return outcome.ok ? [outcome.performed] : [];
  });
  source.close();
  return performed;
};

const THEIRS = 101;
const isText = (one: Touched): boolean => one.root.startsWith('text:');

/** What stands under a touched key: the value, the words of a text, or that there is a record. */
const standing = (doc: Y.Doc, { root, entity, key }: Touched): unknown => {
  if (root.startsWith('text:')) return longText(doc.getXmlFragment(root));
  const map = doc.getMap<unknown>(root);
  const value = entity === null ? map.get(key) : (map.get(entity) as Y.Map<unknown> | undefined)?.get(key);
  return value instanceof Y.Map ? 'record' : value;
};

/** True while what the other person wrote under the key is what stands there. */
const isTheirs = (doc: Y.Doc, one: Touched): boolean =>
  isText(one)
    ? standing(doc, one) === one.after && textWriters(doc.getXmlFragment(one.root)).has(THEIRS)
    : lastWriter(doc, one.root, one.key, one.entity ?? undefined)?.client === THEIRS;

const lastTouched = (performed: readonly Performed[]): ReadonlyMap<string, Touched> =>
  new Map(performed.flatMap((one) => one.touched).map((one) => [`${one.root}|${one.entity}|${one.key}`, one]));

interface RecordName {
  readonly kind: string;
  readonly id: string;
}
/** The record that a write belongs to, if it belongs to one. */
const recordOf = (one: Touched): RecordName | null =>
  one.entity !== null
    ? { kind: one.root, id: one.entity }
    : isEntityId(one.key)
      ? { kind: one.root, id: one.key }
      : null;

/** How a record has left the board, if it has. */
const leaving = (doc: Y.Doc, { kind, id: one }: RecordName): readonly unknown[] => {
  const record = doc.getMap<unknown>(kind).get(one);
  return record instanceof Y.Map ? [record.get('deletedAt') ?? null, record.get('mergedInto') ?? null] : [];
};

describe('undo', () => {
  it('DOM-20 taking everything back gives the board as it was, and doing it again gives it as it became', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const doc = replicaOf(seeded('t1'), 100);
        const before = visible(readSnapshot(doc));
        const history = new EditHistory();
        for (const performed of play(doc, acts, 1)) history.record(performed);
        const after = visible(readSnapshot(doc));
        while (history.canUndo) expect(history.undo(doc)?.kept).toEqual([]);
        expect(visible(readSnapshot(doc))).toEqual(before);
        while (history.canRedo) expect(history.redo(doc)?.kept).toEqual([]);
        expect(visible(readSnapshot(doc))).toEqual(after);
        while (history.canUndo) expect(history.undo(doc)?.kept).toEqual([]);
        expect(visible(readSnapshot(doc))).toEqual(before);
        expect(broken(doc)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 90_000);

  it('DOM-21 DOM-22 undo and redo in any order never take away what somebody else has done since', () => {
    const turns = fc.array(
      fc.record({
        mine: fc.array(act, { maxLength: 4 }),
        theirs: fc.array(act, { maxLength: 4 }),
        meet: fc.boolean(),
        back: fc.nat(6),
        again: fc.nat(3),
      }),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(turns, (all) => {
        const origin = seeded('t2');
        const [mine, theirs] = [replicaOf(origin, 100), replicaOf(origin, 101)];
        const history = new EditHistory();
        const others: Performed[] = [];
        let known = 0;
        for (const [index, turn] of all.entries()) {
          for (const performed of play(mine, turn.mine, 10 + index)) history.record(performed);
          if (turn.meet) exchange(mine, theirs);
          others.push(...play(theirs, turn.theirs, 50 + index));
          exchange(mine, theirs);
          const now = others.slice(known);
          known = others.length;
          const last = lastTouched(others);
          const records = now.flatMap((performed) => performed.touched).flatMap((one) => recordOf(one) ?? []);
          /** Values of theirs that an undo has brought back. */
          const back = new Set<string>();
          for (let count = 0; count < turn.back; count += 1) {
            const before = new Map([...last].map(([name, one]) => [name, standing(mine, one)]));
            const held = [...last].filter(([name, one]) => back.has(name) || isTheirs(mine, one));
            const left = records.map((one) => leaving(mine, one));
            history.undo(mine);
            for (const [name, one] of held) expect(standing(mine, one)).toEqual(before.get(name));
            const gone = (at: number, marks: readonly unknown[]): readonly unknown[] =>
              marks.map((mark, place) => (mark === null ? left[at]![place] : mark));
            for (const [at, one] of records.entries()) expect(gone(at, leaving(mine, one))).toEqual(left[at]);
            for (const [name, one] of last)
              if (standing(mine, one) !== before.get(name) && standing(mine, one) === one.after) back.add(name);
          }
          for (let count = 0; count < turn.again; count += 1) {
            // What an undo brought back, its redo may replace again.
            const held = [...last].flatMap(([name, one]) =>
              isTheirs(mine, one) && !back.has(name) ? [[one, standing(mine, one)] as const] : [],
            );
            history.redo(mine);
            for (const [one, value] of held) expect(standing(mine, one)).toEqual(value);
          }
          exchange(mine, theirs);
          expect(readSnapshot(theirs)).toEqual(readSnapshot(mine));
        }
        expect(broken(mine)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 90_000);

  it('DOM-21 a value that somebody else has changed since stays, and the undo says by whom', () => {
    const mine = replicaOf(seeded('t1'), 100);
    const theirs = replicaOf(mine, 101);
    const step = id(mine, 'step', '2');
    const performed = done(mine, setField('step', step, 'title', 'Mine'));
    exchange(mine, theirs);
    done(theirs, setField('step', step, 'title', 'Theirs'));
    exchange(mine, theirs);
    const undone = undo(mine, performed);
    expect(undone.kept).toEqual([{ root: 'step', entity: step, key: 'title', changedBy: 101 }]);
    expect(undone.performed.touched).toEqual([]);
    expect(readSnapshot(mine).entities.step.find((one) => one.id === step)?.title).toBe('Theirs');
  });

  it('DOM-21 a row that two said at once stays when one of them takes it back', () => {
    const mine = replicaOf(seeded('t1'), 102);
    const theirs = replicaOf(mine, 101);
    const said = { step: id(mine, 'step', '4'), system: id(mine, 'system', 'MES'), use: 'record' } as const;
    const performed = done(mine, assignSystemRole(said));
    done(theirs, assignSystemRole(said));
    exchange(mine, theirs);
    expect(undo(mine, performed).kept.map((kept) => kept.changedBy)).toEqual([101]);
    expect(
      readSnapshot(mine).rows.role.some((row) => row.parts.step === said.step && row.parts.system === said.system),
    ).toBe(true);
  });

  it('DOM-22 undo of a creation is a soft delete, which redo takes back', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const history = new EditHistory();
    const outcome = history.run(doc, createStep({ title: 'New' }, { ids: ids(1) }));
    const step = outcome.ok ? outcome.performed.created[0]! : '';
    history.undo(doc);
    expect(readSnapshot(doc).entities.step.find((one) => one.id === step)).toMatchObject({
      state: 'deleted',
      title: 'New',
    });
    history.redo(doc);
    expect(readSnapshot(doc).entities.step.find((one) => one.id === step)?.state).toBe('live');
  });

  it.each([
    ['a field', (doc: Y.Doc, step: string) => setField('step', step, 'kind', 'test')(doc)],
    [
      'a row',
      (doc: Y.Doc, step: string) => assignSystemRole({ step, system: id(doc, 'system', 'MES'), use: 'collect' })(doc),
    ],
    ['a note', (doc: Y.Doc, step: string) => replaceLongText(step, 'note', 'Look here')(doc)],
    ['a link', (doc: Y.Doc, step: string) => createEntity('question', { text: 'Why?' }, { links: [step] })(doc)],
  ])('DOM-22 a record on which somebody else has worked (%s) is not taken off the board by undo', (_what, work) => {
    const mine = replicaOf(seeded('t1'), 100);
    const theirs = replicaOf(mine, 101);
    const performed = done(mine, createStep({ title: 'New' }, { ids: ids(1) }));
    const step = performed.created[0]!;
    exchange(mine, theirs);
    expect(work(theirs, step).ok).toBe(true);
    exchange(mine, theirs);
    expect(undo(mine, performed).kept).toEqual([{ root: 'step', entity: step, key: 'deletedAt', changedBy: 101 }]);
    expect(readSnapshot(mine).entities.step.find((one) => one.id === step)?.state).toBe('live');
  });

  it('DOM-22 the rows that came with a kept record are kept with it', () => {
    const mine = replicaOf(seeded('t1'), 100);
    const theirs = replicaOf(mine, 101);
    const ends = { fromId: id(mine, 'system', 'MES'), toId: id(mine, 'system', 'ERP') };
    const performed = done(
      mine,
      createEntity('interface', ends, { ids: ids(1), data: [id(mine, 'dataObject', 'D3')] }),
    );
    exchange(mine, theirs);
    done(theirs, setField('interface', performed.created[0]!, 'mechanism', 'api'));
    exchange(mine, theirs);
    expect(undo(mine, performed).performed.touched).toEqual([]);
    expect(readSnapshot(mine).rows.ifData.some((row) => row.parts.interface === performed.created[0])).toBe(true);
  });

  it('DOM-22 undo of a restore does not take with it what others did on the restored record', () => {
    const mine = replicaOf(seeded('t1'), 100);
    const theirs = replicaOf(mine, 101);
    const step = id(mine, 'step', '2');
    done(mine, deleteEntity('step', step));
    const restored = done(mine, restoreEntity('step', step));
    exchange(mine, theirs);
    done(theirs, setField('step', step, 'capture', 'auto'));
    exchange(mine, theirs);
    expect(undo(mine, restored).kept).toHaveLength(1);
    expect(readSnapshot(mine).entities.step.find((one) => one.id === step)?.state).toBe('live');
  });

  it('DOM-23 order keys of one move go back together or not at all', () => {
    const origin = seeded('t1');
    // Two steps with one key, as two people can leave them: moving between them re-keys the right one.
    const [first, second] = [id(origin, 'step', '1'), id(origin, 'step', '2')];
    const record = (one: string): Y.Map<unknown> => origin.getMap<Y.Map<unknown>>('step').get(one)!;
    record(second).set('order', record(first).get('order'));
    const mine = replicaOf(origin, 100);
    const theirs = replicaOf(origin, 101);
    const left = readSnapshot(mine).entities.step[0]!.id;
    const performed = done(mine, moveStep(id(mine, 'step', '6'), { after: left }, { ids: ids(1) }));
    expect(performed.touched.length).toBe(2);
    exchange(mine, theirs);
    const right = readSnapshot(theirs).entities.step[2]!.id;
    done(theirs, moveStep(right, { after: null }, { ids: ids(2) }));
    exchange(mine, theirs);
    const orders = readSnapshot(mine).entities.step.map((step) => [step.id, step.order]);
    expect(undo(mine, performed).kept).toHaveLength(1);
    expect(readSnapshot(mine).entities.step.map((step) => [step.id, step.order])).toEqual(orders);
  });

  it('DOM-24 a long text that a program wrote comes back only while nobody has typed in it', () => {
    const mine = replicaOf(seeded('t1'), 100);
    const theirs = replicaOf(mine, 101);
    const before = readSnapshot(mine).texts['process:inScope'];
    const first = done(mine, replaceLongText('process', 'inScope', 'One\nTwo'));
    undo(mine, first);
    expect(readSnapshot(mine).texts['process:inScope']).toBe(before);
    const second = done(mine, replaceLongText('process', 'inScope', 'One\nTwo'));
    exchange(mine, theirs);
    const paragraph = theirs.getXmlFragment('text:process:inScope').get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).insert(0, 'Typed. ');
    exchange(mine, theirs);
    expect(undo(mine, second).kept).toEqual([{ root: 'text:process:inScope', entity: null, key: '', changedBy: 101 }]);
    expect(readSnapshot(mine).texts['process:inScope']).toBe('Typed. One\nTwo');
  });

  it('DOM-25 the history forgets the oldest edits past its bound, and a new edit ends what could be done again', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const history = new EditHistory(3);
    for (const title of ['a', 'b', 'c', 'd', 'e']) history.run(doc, setSingleField('board', 'title', title));
    let steps = 0;
    while (history.undo(doc) !== null) steps += 1;
    expect(steps).toBe(3);
    expect(readSnapshot(doc).board.title).toBe('b');
    history.run(doc, setSingleField('board', 'title', 'f'));
    expect(history.canRedo).toBe(false);
  });

  it('DOM-25 one edit is taken back out of turn, once; what came after it stays and can still be undone', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const before = readSnapshot(doc).board;
    const history = new EditHistory();
    history.run(doc, setSingleField('board', 'title', 'a'));
    const first = history.nextUndo!;
    history.run(doc, setSingleField('board', 'site', 'b'));
    expect(history.takeBack(doc, first)?.kept).toEqual([]);
    expect(readSnapshot(doc).board).toEqual({ ...before, site: 'b' });
    expect(history.takeBack(doc, first)).toBeNull();
    history.undo(doc);
    expect(readSnapshot(doc).board).toEqual(before);
  });

  it('DOM-20 several mutations done together are one edit', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const step = id(doc, 'step', '1');
    const before = visible(readSnapshot(doc));
    const performed = done(
      doc,
      together('both', [
        setField('step', step, 'title', 'x'),
        setField('step', step, 'kind', 'test'),
        setField('step', step, 'title', 'y'),
      ]),
    );
    undo(doc, performed);
    expect(visible(readSnapshot(doc))).toEqual(before);
  });

  it('DOM-20 undo of a merge lets both records stand for themselves again', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const loser = made(doc, createEntity('system', { name: 'MES 2' }, { ids: ids(1) }));
    const before = visible(readSnapshot(doc));
    undo(doc, done(doc, mergeEntities('system', loser, id(doc, 'system', 'MES'))));
    expect(visible(readSnapshot(doc))).toEqual(before);
  });
});
