/** The audit trail of a document: every update told as what it changed, and all of it read back. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  assignSystemRole,
  createEntity,
  deleteEntity,
  mergeEntities,
  readSnapshot,
  replaceLongText,
  replay,
  restoreEntity,
  setField,
  setFlow,
  setSingleField,
  subjectsOf,
  tellRecord,
  tellValue,
  textRoot,
  TRAIL_CHANGES,
  TrailFollower,
  unmergeEntity,
  withdrawSystemRole,
  type Difference,
  type Mutation,
  type Snapshot,
  type TrailChange,
  type TrailState,
} from '../../src/index.ts';
import { cutText, pasteText, piecesOf } from '../../src/trail/cut-text.ts';
import { done, id, replicaOf, seeded } from '../support/board.ts';
import { logEvents, LoggedBoard } from '../support/log.ts';

const MOST = 300_000;

const told = (differences: readonly Difference[], most = MOST): readonly TrailChange[] =>
  differences.flatMap((one) =>
    one.kind === 'value'
      ? tellValue(one.place, one.old, one.new, most)
      : [tellRecord(one.kind, one.root, one.key, one.fields)],
  );

/** A board that somebody edits, and what the trail tells of each edit. */
const follow = (seed: Y.Doc = seeded('t1')) => {
  const follower = new TrailFollower(replicaOf(seed, 2));
  const doc = replicaOf(seed, 100);
  const apply = (change: (doc: Y.Doc) => void): readonly Difference[] => {
    const before = Y.encodeStateVector(doc);
    change(doc);
    return follower.apply(Y.encodeStateAsUpdate(doc, before));
  };
  return {
    doc,
    follower,
    edit: (mutation: Mutation) => apply(() => void done(doc, mutation)),
    apply,
  };
};

/** A document with what a state says, and nothing else: read by the readers that everybody uses. */
const documentOf = (state: TrailState): Y.Doc => {
  const doc = new Y.Doc();
  for (const [root, key, value] of state.everything) {
    if (root === 'text') done(doc, (target) => writeText(target, key, String(value)));
    else if (Array.isArray(value)) doc.getMap(root).set(key, new Y.Map(value as [string, unknown][]));
    else doc.getMap(root).set(key, value);
  }
  return doc;
};
const writeText = (doc: Y.Doc, key: string, text: string): ReturnType<Mutation> => {
  const fragment = doc.getXmlFragment(textRoot(...(key.split(':') as [string, string])));
  fragment.insert(
    0,
    text.split('\n').map((line) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(line)]);
      return paragraph;
    }),
  );
  return { ok: true, performed: { name: 'write', touched: [], created: [], seen: new Map() } };
};

/** Without NUL, which the trail does not keep. */
const readable = (doc: Y.Doc): Snapshot =>
  JSON.parse(JSON.stringify(readSnapshot(doc)).replaceAll(String.raw`\u0000`, '')) as Snapshot;

describe('the trail of a document', () => {
  it('TRL-1 whatever people do, concurrently, offline, undone, deleted, merged or typed, replaying it gives the board', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(logEvents(4, 120), (events) => {
        const board = new LoggedBoard(4, 't1');
        for (const event of events) board.play(event);
        board.settle();
        const [seed, ...rows] = board.rows;
        const follower = new TrailFollower(new Y.Doc());
        const replayed = new TrailFollower(new Y.Doc());
        follower.skip([seed!.update]);
        replayed.skip([seed!.update]);
        for (const { update } of rows) {
          for (const change of told(follower.apply(update))) {
            seen.add(change.change);
            expect(replay(replayed.state, change), JSON.stringify(change)).toBe(true);
          }
        }
        const fresh = new TrailFollower(replicaOf(board.doc, 3));
        expect(follower.state.everything).toEqual(fresh.state.everything);
        expect(replayed.state.everything).toEqual(fresh.state.everything);
        expect(readable(documentOf(replayed.state))).toEqual(readable(board.doc));
      }),
      { numRuns: 150 },
    );
    // The people of this test reach everything but a record that is taken out of the document, which no mutation does.
    expect([...seen].sort()).toEqual(TRAIL_CHANGES.filter((kind) => kind !== 'removed').toSorted());
  }, 120_000);

  it('TRL-2 names what was done: fields, rows, records that come, go, come back and become one, texts', () => {
    const { doc, edit } = follow();
    const [step, mes, qms] = [id(doc, 'step', '1'), id(doc, 'system', 'MES'), id(doc, 'system', 'QMS')];
    const one = (mutation: Mutation): TrailChange => {
      const changes = told(edit(mutation));
      expect(changes).toHaveLength(1);
      return changes[0]!;
    };
    expect(one(setField('step', step, 'title', 'Weigh'))).toEqual({
      root: 'step',
      key: step,
      field: 'title',
      change: 'set',
      old: 'Release order and effective limits to line',
      new: 'Weigh',
    });
    expect(one(setField('step', step, 'driver', null))).toMatchObject({ change: 'set', old: 'OPS', new: null });
    expect(one(setSingleField('process', 'trigger', 'An order'))).toMatchObject({
      root: 'process',
      key: 'process',
      field: 'trigger',
      new: 'An order',
    });
    const role = { step, system: qms, use: 'audit' as const };
    const key = `${step}|*|${qms}|audit`;
    expect(one(assignSystemRole(role))).toEqual({ root: 'role', key, change: 'said', old: null, new: 1 });
    expect(one(withdrawSystemRole(role))).toEqual({ root: 'role', key, change: 'withdrawn', old: 1, new: null });
    const flow = { from: step, to: id(doc, 'step', '2') };
    expect(one(setFlow({ ...flow, condition: 'if ok' }))).toMatchObject({ change: 'said', new: 'if ok' });
    expect(one(setFlow({ ...flow, condition: 'if good' }))).toMatchObject({
      change: 'set',
      old: 'if ok',
      new: 'if good',
    });
    expect(one(deleteEntity('step', step, () => 5))).toMatchObject({ change: 'deleted', field: 'deletedAt', new: 5 });
    expect(one(restoreEntity('step', step))).toMatchObject({ change: 'restored', old: 5, new: null });
    expect(one(mergeEntities('system', qms, mes))).toMatchObject({ change: 'merged', field: 'mergedInto', new: mes });
    expect(one(unmergeEntity('system', qms))).toMatchObject({ change: 'unmerged', old: mes, new: null });
    expect(one(replaceLongText(step, 'note', 'First\nsecond'))).toEqual({
      root: 'text',
      key: `${step}:note`,
      change: 'text',
      old: '',
      new: 'First\nsecond',
    });
  });

  it('TRL-3 a record that comes is one change with its fields, in the order of their names', () => {
    const { edit } = follow();
    const changes = told(edit(createEntity('risk', { kind: 'downtime', dutyFunction: 'OPS' })));
    expect(changes).toEqual([
      {
        root: 'risk',
        key: expect.any(String) as string,
        change: 'created',
        old: null,
        new: null,
        fields: [
          ['dutyFunction', 'OPS'],
          ['kind', 'downtime'],
          ['number', 6],
        ],
      },
    ]);
  });

  it('TRL-4 reads only what the update touched', () => {
    const { doc, follower, edit } = follow();
    const step = id(doc, 'step', '3');
    const asked: string[] = [];
    const inner = follower.state;
    const value = inner.value.bind(inner);
    inner.value = (place) => {
      asked.push(`${place.root} ${place.field}`);
      return value(place);
    };
    edit(setField('step', step, 'title', 'Hold'));
    expect(asked).toEqual(['step title']);
  });

  it('TRL-5 a write that loses to a concurrent one, or writes what stands there, tells nothing', () => {
    const seed = seeded('t1');
    const step = id(seed, 'step', '1');
    const winner = replicaOf(seed, 500);
    const loser = replicaOf(seed, 400);
    const follower = new TrailFollower(replicaOf(seed, 2));
    const update = (doc: Y.Doc, title: string): Uint8Array => {
      const before = Y.encodeStateVector(doc);
      done(doc, setField('step', step, 'title', title));
      return Y.encodeStateAsUpdate(doc, before);
    };
    expect(told(follower.apply(update(winner, 'Mine')))).toHaveLength(1);
    expect(told(follower.apply(update(loser, 'Yours')))).toEqual([]);
    const again = Y.encodeStateVector(winner);
    winner.getMap<Y.Map<unknown>>('step').get(step)!.set('title', 'Mine');
    expect(told(follower.apply(Y.encodeStateAsUpdate(winner, again)))).toEqual([]);
  });

  it('TRL-6 names the items of the document that hold what a change came to; none where it only took away', () => {
    const { doc, edit, apply } = follow();
    const step = id(doc, 'step', '1');
    const clock = (): number => Y.decodeStateVector(Y.encodeStateVector(doc)).get(doc.clientID) ?? 0;
    edit(setField('step', step, 'title', 'a'));
    const at = clock();
    expect(edit(setField('step', step, 'title', 'b'))[0]?.item).toEqual({ client: 100, from: at, to: at });
    const before = clock();
    expect(edit(replaceLongText(step, 'note', 'Words'))[0]?.item).toEqual({
      client: 100,
      from: before,
      to: clock() - 1,
    });
    expect(edit(replaceLongText(step, 'note', ''))[0]?.item).toBe(null);
    const taken = apply((target) => target.getMap<Y.Map<unknown>>('step').get(step)!.delete('title'));
    expect(taken).toMatchObject([{ old: 'b', new: null, item: null }]);
  });

  it('TRL-7 what no reader understands is told as well, and is what it is: no update makes it throw', () => {
    const { doc, apply } = follow();
    const step = id(doc, 'step', '1');
    const risks = (target: Y.Doc): Y.Map<unknown> => target.getMap('risk');
    const record = (target: Y.Doc): Y.Map<unknown> => target.getMap<Y.Map<unknown>>('step').get(step)!;
    const values: readonly (readonly [unknown, unknown])[] = [
      [Number.NaN, 'NaN'],
      [Number.POSITIVE_INFINITY, 'Infinity'],
      [2n ** 60n, '"1152921504606846976"'],
      [{ a: [1, 'x'] }, '{"a":[1,"x"]}'],
      [new Uint8Array([1, 2]), '"<2 bytes>"'],
      ['a\0b', 'ab'],
      [true, true],
      [-0, -0],
    ];
    for (const [value, expected] of values)
      expect(told(apply((target) => record(target).set('__proto__', value)))).toMatchObject([
        { root: 'step', key: step, field: '__proto__', change: 'set', new: expected },
      ]);
    expect(told(apply((target) => record(target).set('kind', new Y.Map([['x', 1]]))))).toMatchObject([
      { field: 'kind', new: '{"x":1}' },
    ]);
    expect(told(apply((target) => (record(target).get('kind') as Y.Map<unknown>).set('y', 2)))).toMatchObject([
      { field: 'kind', old: '{"x":1}', new: '{"x":1,"y":2}' },
    ]);
    expect(told(apply((target) => risks(target).set('no record', 7)))).toMatchObject([
      { root: 'risk', key: 'no record', change: 'created', fields: [['', 7]] },
    ]);
    expect(told(apply((target) => risks(target).set('no record', new Y.Map([['kind', 'other']]))))).toMatchObject([
      { field: 'kind', new: 'other' },
      { field: '', old: 7, new: null },
    ]);
    expect(told(apply((target) => risks(target).delete('no record')))).toMatchObject([
      { root: 'risk', key: 'no record', change: 'removed', fields: [['kind', 'other']] },
    ]);
    expect(told(apply((target) => target.getMap('meta').set('schema', 2)))).toMatchObject([
      { root: 'meta', key: 'meta', field: 'schema', old: 1, new: 2 },
    ]);
  });

  it('TRL-8 of a long text the changed part is told with what is around it, whole characters only, and pasted back', () => {
    const long = 'x'.repeat(5_000);
    expect(cutText('Short', 'Shorter')).toEqual({ old: 'Short', new: 'Shorter', cut: null });
    const cut = cutText(`${long}old${long}`, `${long}new${long}`);
    expect(cut.cut).toEqual({ before: 4_400, after: 4_400 });
    expect(cut.old).toBe(`${'x'.repeat(600)}old${'x'.repeat(600)}`);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '\n', 'é'), maxLength: 40 });
    const around = fc.constantFrom('', '😀'.repeat(700), `${'a'.repeat(599)}😀`, 'ab'.repeat(1_000));
    fc.assert(
      fc.property(around, text, text, around, fc.integer({ min: 2, max: 50 }), (head, before, after, tail, most) => {
        const [old, now] = [head + before + tail, head + after + tail];
        const whole = cutText(old, now);
        expect(whole.old.isWellFormed() && whole.new.isWellFormed()).toBe(true);
        expect(pasteText(old, whole)).toBe(now);
        let stands: string | null = old;
        for (const piece of piecesOf(whole, most)) {
          expect(Math.max(piece.old.length, piece.new.length)).toBeLessThanOrEqual(most);
          expect(piece.old.isWellFormed() && piece.new.isWellFormed()).toBe(true);
          stands = stands === null ? null : pasteText(stands, piece);
        }
        expect(stands).toBe(now);
      }),
      { numRuns: 500 },
    );
  });

  it('TRL-9 a change that does not follow from what stands is not replayed: a missing or a repeated one shows', () => {
    const { doc, follower, edit } = follow();
    const step = id(doc, 'step', '1');
    const start = new TrailFollower(replicaOf(doc, 3)).state;
    const changes = [
      ...told(edit(setField('step', step, 'title', 'a'))),
      ...told(edit(setField('step', step, 'title', 'b'))),
      ...told(edit(replaceLongText(step, 'note', 'Some words'))),
      ...told(edit(replaceLongText(step, 'note', 'More words'))),
      ...told(edit(createEntity('risk', { kind: 'downtime' }))),
    ];
    expect(replay(start, changes[1]!)).toBe(false);
    expect(replay(start, changes[3]!)).toBe(false);
    for (const change of changes) expect(replay(start, change)).toBe(true);
    for (const change of changes) expect(replay(start, change)).toBe(false);
    expect(start.everything).toEqual(follower.state.everything);
    expect(replay(start, { root: 'board', key: 'template', change: 'created', old: null, new: 't1' })).toBe(true);
  });

  it('TRL-10 a change is about its record and about all that its row names', () => {
    const { doc } = follow();
    const [step, mes, anna] = [id(doc, 'step', '1'), id(doc, 'system', 'MES'), id(doc, 'person', 'AR')];
    expect(subjectsOf('step', step)).toEqual([step]);
    expect(subjectsOf('process', 'process')).toEqual(['process']);
    expect(subjectsOf('text', 'process:inScope')).toEqual(['process']);
    expect(subjectsOf('text', `${step}:note`)).toEqual([step]);
    expect(subjectsOf('role', `${step}|*|${mes}|record`)).toEqual([step, mes]);
    expect(subjectsOf('resp', `area.validation|IT|A|${anna}`)).toEqual(['area.validation', anna]);
    expect(subjectsOf('alias', `${mes}|a|b`)).toEqual([mes]);
    expect(subjectsOf('role', 'garbage')).toEqual([]);
  });
});
