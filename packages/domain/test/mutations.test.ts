/** What each mutation accepts and refuses, and what it leaves behind. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addAlias,
  addPart,
  assignResponsibility,
  assignSystemRole,
  clearStepData,
  createEntity,
  createStep,
  deleteEntity,
  idSource,
  keepSystemOfRecord,
  LIMITS,
  lastWriter,
  mergeEntities,
  nameHolder,
  readSnapshot,
  replaceLongText,
  replaceSystemRole,
  restoreEntity,
  seededIds,
  setField,
  setFlow,
  setRespNote,
  setSingleField,
  setStepData,
  withdrawRow,
  withdrawSystemRole,
  type Row,
} from '../src/index.ts';
import { done, id, ids, made, refused, replicaOf, seeded } from './support/board.ts';

const MISSING = '0'.repeat(26);
const board = (): Y.Doc => replicaOf(seeded('t1'), 100);
const records = (doc: Y.Doc, step: string): readonly Row<'role'>[] =>
  readSnapshot(doc).rows.role.filter((row) => row.parts.step === step && row.parts.use === 'record');

describe('mutations', () => {
  it('DOM-11 what was done is told key by key, with the item that holds the value now', () => {
    const doc = board();
    const step = id(doc, 'step', '1');
    const before = lastWriter(doc, 'step', 'title', step);
    const performed = done(doc, setField('step', step, 'title', '  New title '));
    expect(performed).toMatchObject({ name: 'set.step', created: [] });
    expect(performed.touched).toEqual([
      {
        root: 'step',
        entity: step,
        key: 'title',
        before: 'Release order and effective limits to line',
        after: 'New title',
        written: lastWriter(doc, 'step', 'title', step),
        replaced: before,
      },
    ]);
    expect(performed.seen.get(100)).toBe(performed.touched[0]!.written.clock + 1);
  });

  it('DOM-12 the same value again is no edit', () => {
    const doc = board();
    const step = id(doc, 'step', '1');
    const said = { step, data: id(doc, 'dataObject', 'D1'), system: id(doc, 'system', 'ERP'), use: 'record' } as const;
    expect(refused(doc, setField('step', step, 'regulated', true))).toEqual({ kind: 'unchanged' });
    expect(refused(doc, setField('step', step, 'capture', null))).toEqual({ kind: 'unchanged' });
    expect(refused(doc, assignSystemRole(said))).toEqual({ kind: 'unchanged' });
    expect(refused(doc, withdrawSystemRole({ ...said, use: 'audit' }))).toEqual({ kind: 'unchanged' });
    expect(refused(doc, deleteEntity('step', (done(doc, deleteEntity('step', step)), step)))).toEqual({
      kind: 'unchanged',
    });
  });

  it.each([
    [
      'an unknown record',
      () => setField('step', MISSING, 'title', 'x'),
      { kind: 'unknown-entity', entity: 'step', id: MISSING },
    ],
    [
      'an unknown reference',
      (step: string) => createEntity('logic', { stepId: step, systemId: MISSING }),
      { kind: 'unknown-entity', entity: 'system', id: MISSING },
    ],
    [
      'an unknown part',
      (step: string) => assignSystemRole({ step, system: MISSING, use: 'record' }),
      { kind: 'unknown-entity', entity: 'system', id: MISSING },
    ],
    [
      'a step as a system',
      (step: string) => assignSystemRole({ step, system: step, use: 'record' }),
      { kind: 'unknown-entity', entity: 'system' },
    ],
    [
      'an unknown choice',
      (step: string) => setField('step', step, 'kind', 'teleport' as 'test'),
      { kind: 'invalid-value', field: 'kind' },
    ],
    [
      'a wrong type',
      (step: string) => setField('step', step, 'regulated', 'yes' as unknown as boolean),
      { kind: 'invalid-value', field: 'regulated' },
    ],
    [
      'an unknown field',
      (step: string) => setField('step', step, 'toString' as 'title', 'x'),
      { kind: 'invalid-value', field: 'toString' },
    ],
    ['a position', (step: string) => setField('step', step, 'order', 'a0'), { kind: 'invalid-value', field: 'order' }],
    [
      'a text too long',
      (step: string) => setField('step', step, 'title', 'x'.repeat(LIMITS.fieldText + 1)),
      { kind: 'invalid-value', field: 'title' },
    ],
    [
      'an unknown use',
      (step: string) => assignSystemRole({ step, system: '*', use: 'eat' as 'record' }),
      { kind: 'unknown-entity' },
    ],
    [
      'an accountable of no owning function',
      (step: string) => assignResponsibility({ subject: step, function: 'OTHER', code: 'A', person: null }),
      { kind: 'invalid-value', field: 'function' },
    ],
    [
      'a long text that there is not',
      (step: string) => replaceLongText(step, 'poem', 'x'),
      { kind: 'invalid-value', field: 'poem' },
    ],
    ['a long text of nobody', () => replaceLongText(MISSING, 'note', 'x'), { kind: 'unknown-entity', id: MISSING }],
    [
      'a part of itself',
      (step: string) => addPart({ part: step, whole: step }),
      { kind: 'invalid-value', field: 'whole' },
    ],
    [
      'a merge with something else',
      (step: string) => mergeEntities('system', step, step),
      { kind: 'unknown-entity', entity: 'system' },
    ],
    [
      'a date that there is not',
      () => createEntity('constraint', { from: '2026-02-30' }),
      { kind: 'invalid-value', field: 'from' },
    ],
    ['a row without its parts', () => withdrawRow('role', 'nonsense'), { kind: 'invalid-value', field: 'role' }],
    ['an empty name', () => addAlias({ system: MISSING, name: ' ' }), { kind: 'unknown-entity' }],
  ] as const)('DOM-13 %s is refused and nothing is written', (_what, mutation, refusal) => {
    const doc = board();
    const before = Y.encodeStateAsUpdate(doc);
    expect(refused(doc, mutation(id(doc, 'step', '1')))).toMatchObject(refusal);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('DOM-13 an empty word in a key is refused', () => {
    const doc = board();
    expect(refused(doc, addAlias({ system: id(doc, 'system', 'MES'), name: '  ' }))).toMatchObject({
      kind: 'invalid-value',
      field: 'alias',
    });
  });

  it('DOM-14 texts are stored well-formed and trimmed, so that every replica has the same', () => {
    const doc = board();
    const step = id(doc, 'step', '1');
    done(doc, setField('step', step, 'title', ' a\uD800b '));
    done(doc, addAlias({ system: id(doc, 'system', 'MES'), name: ' Shop\n\n floor | east ' }));
    const copy = replicaOf(doc, 101);
    expect(readSnapshot(copy)).toEqual(readSnapshot(doc));
    expect(readSnapshot(copy).entities.step[0]?.title).toBe('a\uFFFDb');
    expect(readSnapshot(copy).rows.alias[0]?.parts.name).toBe('Shop floor | east');
  });

  it('DOM-15 a value of a later version is not overwritten', () => {
    const doc = board();
    const step = id(doc, 'step', '1');
    doc.getMap<Y.Map<unknown>>('step').get(step)!.set('kind', 'teleport');
    expect(refused(doc, setField('step', step, 'kind', 'test'))).toMatchObject({
      kind: 'invalid-value',
      field: 'kind',
    });
    doc.getMap<Y.Map<unknown>>('step').get(step)!.set('kind', 7);
    done(doc, setField('step', step, 'kind', 'test'));
    expect(readSnapshot(doc).irregular).toEqual([]);
  });

  it('DOM-16 clearing a field leaves a value that later edits and undo can be told from', () => {
    const doc = board();
    done(doc, setSingleField('board', 'site', ''));
    expect(readSnapshot(doc).board.site).toBeUndefined();
    expect(lastWriter(doc, 'board', 'site')?.client).toBe(100);
  });

  it('DOM-17 a deleted record still takes its fields, but no new row', () => {
    const doc = board();
    const step = id(doc, 'step', '1');
    done(doc, deleteEntity('step', step));
    done(doc, setField('step', step, 'title', 'typed while it went'));
    expect(refused(doc, assignSystemRole({ step, system: id(doc, 'system', 'QMS'), use: 'audit' }))).toMatchObject({
      kind: 'unknown-entity',
      id: step,
    });
    done(doc, restoreEntity('step', step));
    expect(readSnapshot(doc).entities.step[0]?.title).toBe('typed while it went');
  });

  it('DOM-18 after a merge new rows name the survivor, and taking back reaches what was said under either name', () => {
    const doc = board();
    const step = id(doc, 'step', '4');
    const [lims, qms] = [id(doc, 'system', 'LIMS'), id(doc, 'system', 'QMS')];
    done(doc, assignSystemRole({ step, system: qms, use: 'record' }));
    done(doc, mergeEntities('system', lims, qms));
    expect(records(doc, step)).toHaveLength(1);
    expect(refused(doc, assignSystemRole({ step, system: lims, use: 'record' }))).toEqual({ kind: 'unchanged' });
    done(doc, withdrawSystemRole({ step, system: qms, use: 'record' }));
    expect(records(doc, step)).toEqual([]);
    done(doc, assignSystemRole({ step, system: lims, use: 'record' }));
    expect(records(doc, step).map((row) => row.key)).toEqual([`${step}|*|${qms}|record`]);
  });

  it('DOM-18 a text said of two merged records is changed where readers look for it', () => {
    const doc = board();
    const [a, b, c] = ['1', '2', '3'].map((label) => id(doc, 'step', label)) as [string, string, string];
    done(doc, setFlow({ from: a, to: b, condition: 'if in limits' }));
    done(doc, setFlow({ from: a, to: c, condition: 'if not' }));
    done(doc, mergeEntities('step', b, c));
    done(doc, setFlow({ from: a, to: c, condition: 'always' }));
    expect(readSnapshot(doc).rows.flow.map((row) => [row.parts.to, row.text])).toEqual([[c, 'always']]);
    done(doc, setFlow({ from: a, to: c, condition: null }));
    expect(readSnapshot(doc).rows.flow).toEqual([]);
  });

  it('DOM-19 keeping one system of record takes back what the others were said to be, for that data at that step', () => {
    const doc = replicaOf(seeded('t2'), 100);
    const [step, data, mes] = [id(doc, 'step', '3'), id(doc, 'dataObject', 'D3'), id(doc, 'system', 'MES')];
    // The only data of the step: the rows for all its data are settled.
    done(doc, keepSystemOfRecord({ step, data, system: mes }));
    expect(records(doc, step).map((row) => [row.parts.data, row.parts.system])).toEqual([['*', mes]]);
    // With other data beside it, the system is named for this one, and the rest stays as it is.
    done(doc, assignSystemRole({ step, system: id(doc, 'system', 'ERP'), use: 'record' }));
    done(doc, setStepData({ step, data: id(doc, 'dataObject', 'D4'), use: 'use' }));
    done(doc, keepSystemOfRecord({ step, data, system: mes }));
    expect(records(doc, step).map((row) => row.parts.data)).toEqual(['*', '*', data]);
    // Rows that name the data are withdrawn.
    done(doc, assignSystemRole({ step, data, system: id(doc, 'system', 'ERP'), use: 'record' }));
    done(doc, keepSystemOfRecord({ step, data, system: mes }));
    expect(
      records(doc, step)
        .filter((row) => row.parts.data === data)
        .map((row) => row.parts.system),
    ).toEqual([mes]);
    expect(refused(doc, keepSystemOfRecord({ step, data, system: id(doc, 'system', 'QMS') }))).toMatchObject({
      kind: 'invalid-value',
      field: 'system',
    });
  });

  it('DOM-10 naming a holder replaces whoever held the code, and nobody else', () => {
    const doc = board();
    const subject = 'area.requirements';
    const held = () =>
      readSnapshot(doc)
        .rows.resp.filter((row) => row.parts.subject === subject && row.parts.function === 'OPS')
        .map((row) => [row.parts.code, row.parts.person]);
    const [lw, tb] = [id(doc, 'person', 'LW'), id(doc, 'person', 'TB')];
    done(doc, nameHolder({ subject, function: 'OPS', code: 'A', person: lw }));
    expect(held()).toEqual([
      ['A', lw],
      ['R', id(doc, 'person', 'AR')],
    ]);
    expect(refused(doc, nameHolder({ subject, function: 'OPS', code: 'A', person: lw }))).toEqual({
      kind: 'unchanged',
    });
    done(doc, nameHolder({ subject, function: 'OPS', code: 'A', person: tb }));
    expect(held()[0]).toEqual(['A', tb]);
  });

  it('DOM-10 one system in the place of another is one edit', () => {
    const doc = board();
    const step = id(doc, 'step', '2');
    const performed = done(
      doc,
      replaceSystemRole({ step, use: 'record', from: id(doc, 'system', 'MES'), to: id(doc, 'system', 'QMS') }),
    );
    expect(performed.touched).toHaveLength(2);
    expect(records(doc, step).map((row) => row.parts.system)).toEqual([id(doc, 'system', 'QMS')]);
  });

  it('DOM-10 data leaves a step with all its uses, or with one', () => {
    const doc = board();
    const [step, data] = [id(doc, 'step', '2'), id(doc, 'dataObject', 'D3')];
    done(doc, setStepData({ step, data, use: 'update' }));
    done(doc, clearStepData({ step, data, use: 'create' }));
    const uses = () =>
      readSnapshot(doc)
        .rows.stepData.filter((row) => row.parts.step === step && row.parts.data === data)
        .map((row) => row.parts.use);
    expect(uses()).toEqual(['update']);
    done(doc, clearStepData({ step, data }));
    expect(uses()).toEqual([]);
  });

  it('DOM-10 an empty note on a matrix cell takes the note back', () => {
    const doc = board();
    const cell = { area: 'area.validation', function: 'IT' } as const;
    done(doc, setRespNote({ ...cell, text: 'supplied by the site' }));
    done(doc, setRespNote({ ...cell, text: ' ' }));
    expect(readSnapshot(doc).rows.respNote).toEqual([]);
  });

  it('DOM-10 what is created comes with its rows, in one edit', () => {
    const doc = board();
    const [mes, erp, data] = [id(doc, 'system', 'MES'), id(doc, 'system', 'ERP'), id(doc, 'dataObject', 'D8')];
    const one = made(doc, createEntity('interface', { fromId: mes, toId: erp }, { ids: ids(1), data: [data] }));
    const question = made(doc, createEntity('question', { text: 'Who?' }, { ids: ids(2), links: [mes] }));
    const snapshot = readSnapshot(doc);
    expect(snapshot.rows.ifData.filter((row) => row.parts.interface === one).map((row) => row.parts.data)).toEqual([
      data,
    ]);
    expect(snapshot.rows.link.filter((row) => row.parts.from === question).map((row) => row.parts.to)).toEqual([mes]);
    expect(snapshot.entities.interface.at(-1)?.label).toBe('I8');
    expect(made(doc, createEntity('step', { title: 'last' }, { ids: ids(3) }))).toBe(
      readSnapshot(doc).entities.step.at(-1)?.id,
    );
    expect(made(doc, createStep({ title: 'first', after: null }, { ids: ids(4) }))).toBe(
      readSnapshot(doc).entities.step[0]?.id,
    );
  });

  it('DOM-9 ids are ULIDs that grow within a process, also when the clock goes back, and repeat for a seed', () => {
    let now = 1_800_000_000_000;
    const source = idSource(() => (now -= 500), Math.random);
    const made = Array.from({ length: 200 }, () => source.next());
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(200);
    expect(made.every((one) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(one))).toBe(true);
    const drawn = (seed: number) => {
      const one = seededIds(seed);
      return [one.next(), one.next(), one.random()];
    };
    expect(drawn(5)).toEqual(drawn(5));
    expect(drawn(5)).not.toEqual(drawn(6));
  });
});
