/** Mutations as data: what can be asked for, what stops it, and that it does the same as the function. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  analyse,
  assignResponsibility,
  assignSystemRole,
  call,
  createEntity,
  deleteEntity,
  Analyst,
  fixesFor,
  mergeEntities,
  MUTATION_NAMES,
  nameAccountable,
  proposalOn,
  readMutation,
  readSnapshot,
  setField,
  setSystemRole,
  undo,
  type NamedMutation,
  type Proposal,
} from '../src/index.ts';
import { done, id, made, replicaOf, seeded } from './support/board.ts';
import { broken } from './support/invariants.ts';

const board = (): Y.Doc => replicaOf(seeded('t1'), 100);
/** What is on the board: a record that was made and taken back stays, deleted. */
const content = (doc: Y.Doc): string => {
  const { board: own, process, entities, rows } = readSnapshot(doc);
  const live = Object.values(entities).flatMap((list) => list.filter((one) => one.state !== 'deleted'));
  return JSON.stringify([own, process, live, rows]);
};
const asData = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const on = (doc: Y.Doc, ...calls: readonly NamedMutation[]): Proposal => proposalOn(replicaOf(doc, 999), asData(calls));
const apply = (doc: Y.Doc, ...calls: readonly NamedMutation[]) => {
  const proposal = on(doc, ...calls);
  if (!proposal.ok) throw new Error(JSON.stringify(proposal.obstacle));
  return done(doc, proposal.mutation);
};
const obstacle = (doc: Y.Doc, ...calls: readonly NamedMutation[]) => {
  const proposal = on(doc, ...calls);
  return proposal.ok ? null : proposal.obstacle;
};
const systems = (doc: Y.Doc, step: string, use: string): readonly string[] =>
  readSnapshot(doc)
    .rows.role.filter((row) => row.parts.step === id(doc, 'step', step) && row.parts.use === use)
    .map((row) => `${row.parts.data} ${row.parts.system}`)
    .sort();

/** One of each name, on template T1. */
function everyCall(doc: Y.Doc): Readonly<Record<string, NamedMutation>> {
  const step = id(doc, 'step', '3');
  const [d1, d2] = [id(doc, 'dataObject', 'D1'), id(doc, 'dataObject', 'D2')];
  const [mes, erp] = [id(doc, 'system', 'MES'), id(doc, 'system', 'ERP')];
  const output = id(doc, 'output', 'R1');
  const i1 = id(doc, 'interface', 'I1');
  const resp = readSnapshot(doc).rows.resp[0]!.parts;
  const named = [
    call('setField', { kind: 'step', id: step, field: 'title', value: 'Hold the lot' }),
    call('setSingleField', { kind: 'process', field: 'trigger', value: 'Order released' }),
    call('createEntity', { kind: 'risk', fields: { kind: 'downtime', dutyFunction: 'OPS' }, links: [step] }),
    call('mergeEntities', { kind: 'dataObject', loser: d2, winner: d1 }),
    call('assignSystemRole', { step, data: '*', system: erp, use: 'review' }),
    call('withdrawSystemRole', { step: id(doc, 'step', '2'), data: '*', system: mes, use: 'record' }),
    call('setSystemRole', { step, data: '*', use: 'record', systems: [erp] }),
    call('assignResponsibility', { subject: step, function: 'IT', code: 'I', person: null }),
    call('withdrawResponsibility', { ...resp, person: resp.person === '-' ? null : resp.person }),
    call('nameAccountable', { subject: step, function: 'QUA', person: id(doc, 'person', 'HK') }),
    call('setStepData', { step, data: d1, use: 'use' }),
    call('clearStepData', { step: id(doc, 'step', '1'), data: d1, use: 'create' }),
    call('addFeed', { output, system: erp, data: d2 }),
    call('addApprover', { output, function: 'IT', person: null, meaning: null }),
    call('carryData', { interface: i1, data: d2 }),
    call('dropData', { interface: i1, data: d1 }),
    call('setScope', { interface: i1, scope: 'reporting', included: true }),
    call('addLink', { from: id(doc, 'constraint', 'K1'), to: step }),
    call('withdrawRow', { row: 'role', key: readSnapshot(doc).rows.role[0]!.key }),
  ];
  // These take back what others of the list say, so they are asked for after it.
  done(doc, assignSystemRole({ step, data: '*', system: erp, use: 'record' }));
  const feed = readSnapshot(doc).rows.feed[0]!.parts;
  const approver = readSnapshot(doc).rows.approver[0]!.parts;
  const link = readSnapshot(doc).rows.link[0]!.parts;
  named.push(
    call('keepSystemOfRecord', { step, data: '*', system: erp }),
    call('removeFeed', feed),
    call('removeApprover', {
      ...approver,
      person: approver.person === '-' ? null : approver.person,
      meaning: approver.meaning === '-' ? null : approver.meaning,
    }),
    call('removeLink', link),
  );
  return Object.fromEntries(named.map((one) => [one.name, one]));
}

describe('mutations by name', () => {
  it('DOM-80 every name of the list does one thing, keeps the invariants and is taken back in one step', () => {
    const doc = board();
    const calls = everyCall(doc);
    expect(Object.keys(calls).sort()).toEqual([...MUTATION_NAMES].sort());
    for (const one of Object.values(calls)) {
      const copy = replicaOf(doc, 200);
      const before = content(copy);
      const performed = apply(copy, one);
      expect(content(copy), one.name).not.toBe(before);
      expect(broken(copy), one.name).toEqual([]);
      undo(copy, performed);
      expect(content(copy), one.name).toBe(before);
    }
  });

  it.each([
    ['a name', { name: 'moveStep', arguments: {} }, { kind: 'newer', name: 'moveStep', argument: '' }],
    [
      'a name of an object',
      { name: 'constructor', arguments: {} },
      { kind: 'newer', name: 'constructor', argument: '' },
    ],
    [
      'an argument',
      { name: 'carryData', arguments: { interface: 'a', data: 'b', why: 'c' } },
      { kind: 'newer', name: 'carryData', argument: 'why' },
    ],
    [
      'a word',
      { name: 'setStepData', arguments: { step: 'a', data: 'b', use: 'archive' } },
      { kind: 'newer', name: 'setStepData', argument: 'use' },
    ],
    [
      'a kind of record',
      { name: 'createEntity', arguments: { kind: 'site', fields: {} } },
      { kind: 'newer', name: 'createEntity', argument: 'kind' },
    ],
    [
      'no argument',
      { name: 'carryData', arguments: { interface: 'a' } },
      { kind: 'malformed', name: 'carryData', argument: 'data' },
    ],
    [
      'another type',
      { name: 'setScope', arguments: { interface: 'a', scope: 'interface', included: 1 } },
      { kind: 'malformed', name: 'setScope', argument: 'included' },
    ],
    [
      'a list among fields',
      { name: 'createEntity', arguments: { kind: 'risk', fields: { kind: ['downtime'] } } },
      { kind: 'malformed', name: 'createEntity', argument: 'fields' },
    ],
    ['no arguments', { name: 'carryData' }, { kind: 'malformed', name: 'carryData', argument: '' }],
    ['nothing', null, { kind: 'malformed', name: '', argument: '' }],
  ])('DOM-81 %s that does not fit is told', (_, given, fault) => {
    expect(readMutation(given)).toEqual({ ok: false, fault });
  });

  it('DOM-81 reading and trying anything never throws', () => {
    const doc = board();
    fc.assert(
      fc.property(
        fc.constantFrom(...MUTATION_NAMES, '__proto__', 'toString'),
        fc.oneof(
          fc.anything(),
          fc.dictionary(
            fc.constantFrom('kind', 'id', 'field', 'value', 'step', 'data', 'system', 'use', 'key', 'row', 'from'),
            fc.oneof(
              fc.string(),
              fc.constantFrom('step', '*', 'title', 'record', 'role'),
              fc.integer(),
              fc.constant(null),
            ),
          ),
        ),
        (name, said) => {
          const copy = replicaOf(doc, 300);
          proposalOn(copy, [{ name, arguments: said as never }]);
          expect(broken(copy)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('proposals', () => {
  it('DOM-82 what is refused in the middle leaves nothing done', () => {
    const doc = board();
    const step = id(doc, 'step', '3');
    const before = content(doc);
    const good = call('setField', { kind: 'step', id: step, field: 'title', value: 'Hold the lot' });
    expect(
      obstacle(doc, good, call('setField', { kind: 'step', id: step, field: 'kind', value: 'dance' })),
    ).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'invalid-value', field: 'kind' },
    });
    expect(
      obstacle(doc, good, call('assignSystemRole', { step, data: '*', system: '0'.repeat(26), use: 'record' })),
    ).toEqual({ kind: 'gone', entity: 'system', id: '0'.repeat(26) });
    expect(content(doc)).toBe(before);
  });

  it('DOM-82 what is done is one edit', () => {
    const doc = board();
    const before = content(doc);
    const step = id(doc, 'step', '3');
    const performed = apply(
      doc,
      call('setField', { kind: 'step', id: step, field: 'title', value: 'Hold the lot' }),
      call('setSystemRole', { step, data: '*', use: 'record', systems: [id(doc, 'system', 'ERP')] }),
    );
    expect(performed.name).toBe('applyProposal');
    undo(doc, performed);
    expect(content(doc)).toBe(before);
  });

  it('DOM-83 what stands there now is told where something else stood', () => {
    const doc = board();
    const [step, mes, qms, erp] = [
      id(doc, 'step', '2'),
      id(doc, 'system', 'MES'),
      id(doc, 'system', 'QMS'),
      id(doc, 'system', 'ERP'),
    ];
    const role = call('setSystemRole', { step, data: '*', use: 'record', systems: [qms], from: [mes] });
    const title = call('setField', {
      kind: 'step',
      id: step,
      field: 'title',
      value: 'Run it',
      from: 'Run and record in-process checks',
    });
    const owner = call('nameAccountable', {
      subject: step,
      function: 'QUA',
      person: id(doc, 'person', 'HK'),
      from: readSnapshot(doc)
        .rows.resp.filter(({ parts }) => parts.subject === step && parts.code === 'A')
        .map(({ parts }) => `${parts.function} ${parts.person}`),
    });
    expect([role, title, owner].map((one) => on(doc, one).ok)).toEqual([true, true, true]);
    done(doc, assignSystemRole({ step, data: '*', system: erp, use: 'record' }));
    done(doc, setField('step', step, 'title', 'Run checks'));
    done(doc, assignResponsibility({ subject: step, function: 'IT', code: 'A', person: id(doc, 'person', 'IC') }));
    expect(obstacle(doc, role)).toEqual({ kind: 'changed', at: 0, expected: [mes], found: [mes, erp].sort() });
    expect(obstacle(doc, owner, title)).toMatchObject({ kind: 'changed', at: 0 });
    expect(obstacle(doc, title)).toEqual({
      kind: 'changed',
      at: 0,
      expected: ['Run and record in-process checks'],
      found: ['Run checks'],
    });
  });

  it('DOM-83 a deleted record is gone, and what the board says already is done', () => {
    const doc = board();
    const step = id(doc, 'step', '2');
    const title = call('setField', { kind: 'step', id: step, field: 'title', value: 'Run it', from: 'Something else' });
    done(doc, setField('step', step, 'title', 'Run it'));
    expect(obstacle(doc, title)).toEqual({ kind: 'done' });
    done(doc, deleteEntity('step', step));
    expect(obstacle(doc, title)).toEqual({ kind: 'gone', entity: 'step', id: step });
  });

  it('DOM-83 after a merge a proposal is about the survivor', () => {
    const doc = board();
    const loser = made(doc, createEntity('system', { name: 'MES two' }));
    const mes = id(doc, 'system', 'MES');
    const rename = call('setField', { kind: 'system', id: loser, field: 'name', value: 'MES line 4', from: 'MES' });
    const step = id(doc, 'step', '2');
    const role = call('setSystemRole', {
      step,
      data: '*',
      use: 'record',
      systems: [id(doc, 'system', 'QMS')],
      from: [loser],
    });
    done(doc, mergeEntities('system', loser, mes));
    apply(doc, role);
    apply(doc, rename);
    expect(id(doc, 'system', 'MES line 4')).toBe(mes);
  });

  it('DOM-84 exactly the named systems hold the role, and exactly one is accountable', () => {
    const doc = board();
    const twin = made(doc, createEntity('system', { name: 'Twin' }));
    const [step, erp, qms] = [id(doc, 'step', '3'), id(doc, 'system', 'ERP'), id(doc, 'system', 'QMS')];
    done(doc, assignSystemRole({ step, data: '*', system: twin, use: 'collect' }));
    done(doc, mergeEntities('system', twin, qms));
    done(doc, setSystemRole({ step, data: '*', use: 'collect', systems: [erp] }));
    expect(systems(doc, '3', 'collect')).toEqual([`* ${erp}`]);
    done(doc, setSystemRole({ step, data: '*', use: 'collect', systems: [] }));
    expect(systems(doc, '3', 'collect')).toEqual([]);
    done(doc, assignResponsibility({ subject: step, function: 'IT', code: 'A', person: id(doc, 'person', 'IC') }));
    done(doc, nameAccountable({ subject: step, function: 'OPS', person: id(doc, 'person', 'AR') }));
    expect(
      readSnapshot(doc)
        .rows.resp.filter(({ parts }) => parts.subject === step && parts.code === 'A')
        .map(({ parts }) => `${parts.function} ${parts.person}`),
    ).toEqual([`OPS ${id(doc, 'person', 'AR')}`]);
    expect(broken(doc)).toEqual([]);
  });

  it.each(['t2', 't4', 't5', 't6'] as const)(
    'DOM-85 every fix of %s as data comes to what the fix does',
    (template) => {
      const doc = seeded(template);
      const analyst = new Analyst(readSnapshot(doc), undefined, { follows: false });
      let tried = 0;
      for (const finding of analyst.analysis.findings)
        for (const fix of fixesFor(analyst.facts, finding)) {
          const [byFix, byName] = [replicaOf(doc, 400), replicaOf(doc, 400)];
          done(byFix, fix.mutation);
          apply(byName, ...fix.calls);
          const keys = (copy: Y.Doc): readonly string[] => analyse(readSnapshot(copy)).findings.map((one) => one.rule);
          expect(keys(byName), fix.id).toEqual(keys(byFix));
          tried += 1;
        }
      expect(tried).toBeGreaterThan(0);
    },
  );
});
