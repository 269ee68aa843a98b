/** The exported form of a board: written, read, refused with path and line. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addLink,
  analyse,
  boardJson,
  createEntity,
  deleteEntity,
  ENTITY_KINDS,
  ENTITY_FIELDS,
  mergeEntities,
  NO_INPUT,
  parseTemplate,
  readBoardJson,
  readSnapshot,
  replaceLongText,
  seedBoard,
  seededIds,
  setRespNote,
  SnapshotSource,
  TEMPLATE_IDS,
  templateInput,
  templateSource,
  type AnalysisInput,
  type Snapshot,
} from '../src/index.ts';
import { linesOf, pathText, syntaxFault } from '../src/exchange/json-place.ts';
import { act, mutationOf } from './support/acts.ts';
import { done, id, ids, labelled, made, seeded } from './support/board.ts';
import { mess, pour } from './support/garbage.ts';

const text = (snapshot: Snapshot, input?: AnalysisInput): string => JSON.stringify(boardJson(snapshot, input), null, 2);

const read = (json: string): { readonly snapshot: Snapshot; readonly input: AnalysisInput } => {
  const found = readBoardJson(json);
  if (!found.ok) throw new Error(JSON.stringify(found.faults));
  return found;
};

/** Faults as `path: message`, of a board with some members in place of those of a seeded one. */
const faults = (json: unknown): readonly string[] => {
  const found = readBoardJson(typeof json === 'string' ? json : JSON.stringify(json, null, 2));
  return found.ok ? [] : found.faults.map(({ path, message }) => `${path} ${message}`);
};
const EMPTY = { format: 'chartroom.board', version: 1 } as const;
const T2 = readSnapshot(seeded('t2'));
const ULID = '01J00000000000000000000000';
const OTHER = '01J00000000000000000000001';

/** What was written and read is the same board, apart from what no file holds. */
function expectSame(snapshot: Snapshot): void {
  const written = text(snapshot);
  const again = read(written);
  expect(text(again.snapshot)).toBe(written);
  expect({ ...again.snapshot, irregular: [], schemaVersion: 1 }).toEqual({
    ...snapshot,
    irregular: [],
    schemaVersion: 1,
  });
}

describe('exchange', () => {
  it('EXC-1 writes fields, records of every state, rows, long texts and what people said', () => {
    const doc = seeded('t2');
    const gone = id(doc, 'output', 'R4');
    done(
      doc,
      deleteEntity('output', gone, () => 1),
    );
    done(doc, mergeEntities('system', id(doc, 'system', 'PAPER'), id(doc, 'system', 'MES')));
    done(doc, replaceLongText('process', 'inScope', 'One\nTwo'));
    done(doc, setRespNote({ area: 'area.requirements', function: 'IT', text: 'not asked' }));
    const snapshot = readSnapshot(doc);
    const written = boardJson(snapshot, { ...NO_INPUT, members: [{ principal: 'p', function: 'IT', signer: true }] });
    expect(written).toMatchObject({
      format: 'chartroom.board',
      version: 1,
      board: snapshot.board,
      process: snapshot.process,
    });
    expect(Object.keys(written.entities)).toEqual(ENTITY_KINDS.filter((kind) => snapshot.entities[kind].length > 0));
    expect(written.entities.output?.find((one) => one.id === gone)).toEqual({
      ...ownFields(labelled(doc, 'output', 'R4')),
      id: gone,
      label: 'R4',
      deleted: true,
    });
    expect(written.entities.system?.find((one) => one.name === 'PAPER')?.mergedInto).toBe(id(doc, 'system', 'MES'));
    expect(written.rows.respNote).toEqual([{ key: 'area.requirements|IT', text: 'not asked' }]);
    expect(written.rows.role?.[0]).toEqual({ key: snapshot.rows.role[0]!.key });
    expect(written.rows.feed?.some(({ key }) => key.startsWith(gone))).toBe(false);
    expect(written.texts).toMatchObject({ 'process:inScope': 'One\nTwo' });
    expect(written.input).toEqual({ members: [{ principal: 'p', function: 'IT', signer: true }] });
  });

  it('EXC-1 a board without anything said has no input, and an irregular value is left out', () => {
    const doc = seeded('t1');
    (doc.getMap('step').get(id(doc, 'step', '1')) as Y.Map<unknown>).set('kind', 'later kind');
    const written = boardJson(readSnapshot(doc));
    expect(Object.hasOwn(written, 'input')).toBe(false);
    expect(written.entities.step?.[0]).not.toHaveProperty('kind');
  });

  it('EXC-2 every template: the same file again, the same findings and the same class', () => {
    for (const template of TEMPLATE_IDS) {
      const source = templateSource(template);
      const parsed = source === null ? null : parseTemplate(source.text);
      if (parsed === null) continue;
      if (!parsed.ok) throw new Error(template);
      const doc = new Y.Doc();
      seedBoard(doc, parsed.board, source!.frame, { ids: seededIds(3) });
      const snapshot = readSnapshot(doc);
      const input = templateInput(snapshot, parsed.board.input);
      expectSame(snapshot);
      const again = read(text(snapshot, input));
      expect(again.input).toEqual(JSON.parse(JSON.stringify(input)));
      expect(plain(analyse(again.snapshot, again.input))).toEqual(plain(analyse(snapshot, input)));
    }
  });

  it('EXC-2 any board: the same file again, and the same findings', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const doc = seeded('t2');
        const source = new SnapshotSource(doc);
        const idsOf = ids(5);
        for (const one of acts) mutationOf(one, source.snapshot, idsOf)(doc);
        source.close();
        expectSame(source.snapshot);
        expect(plain(analyse(read(text(source.snapshot)).snapshot))).toEqual(plain(analyse(source.snapshot)));
      }),
      { numRuns: 100 },
    );
  });

  it(
    'EXC-2 a document that holds anything: what its reader understands is written and read',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(mess, (all) => {
          const doc = seeded('t2');
          pour(doc, all);
          expectSame(readSnapshot(doc));
        }),
        { numRuns: 200 },
      );
    },
  );

  it('EXC-3 no field has the name of what says who a record is', () => {
    for (const kind of ENTITY_KINDS)
      for (const name of ['id', 'label', 'deleted', 'mergedInto', 'entity', 'state'])
        expect(Object.hasOwn(ENTITY_FIELDS[kind], name), `${kind}.${name}`).toBe(false);
  });

  it('EXC-3 states are read, labels are made anew', () => {
    const { snapshot } = read(
      JSON.stringify({
        ...EMPTY,
        entities: {
          system: [
            { id: ULID, label: 'whatever', name: 'MES' },
            { id: OTHER, name: 'Mes 2', mergedInto: ULID },
          ],
          output: [
            { id: ULID, number: 4, deleted: true },
            { id: OTHER, number: 5, deleted: false },
          ],
        },
      }),
    );
    expect(snapshot.entities.system.map(({ label, state, mergedInto }) => [label, state, mergedInto])).toEqual([
      ['MES', 'live', undefined],
      ['Mes 2', 'merged', ULID],
    ]);
    expect(snapshot.entities.output.map(({ label, state }) => [label, state])).toEqual([
      ['R4', 'deleted'],
      ['R5', 'live'],
    ]);
  });

  it('EXC-4 a row is its key or its parts, and may name what is not there', () => {
    const base = {
      ...EMPTY,
      entities: { step: [{ id: ULID, title: 'Mix' }] },
      rows: { role: [{ key: `${ULID}|*|${OTHER}|record` }], flow: [{ key: `${ULID}|${OTHER}`, text: 'if it holds' }] },
    };
    const byParts = {
      ...base,
      rows: {
        role: [{ parts: { step: ULID, data: '*', system: OTHER, use: 'record' } }],
        flow: [{ parts: { from: ULID, to: OTHER }, text: 'if it holds' }],
      },
    };
    const { snapshot } = read(JSON.stringify(base));
    expect(read(JSON.stringify(byParts)).snapshot).toEqual(snapshot);
    expect(snapshot.rows.flow[0]?.text).toBe('if it holds');
    expect(snapshot.rows.role[0]?.dangling).toEqual(['system']);
    expect(analyse(snapshot).findings.some(({ rule }) => rule === 'M10')).toBe(true);
    const citation = { ...EMPTY, rows: { citation: [{ parts: { output: ULID, text: 'a|b' } }] } };
    expect(read(JSON.stringify(citation)).snapshot.rows.citation[0]?.parts.text).toBe('a|b');
  });

  it('EXC-5 what is left out, null or empty is nobody’s', () => {
    const { snapshot, input } = read('{"format":"chartroom.board","version":1}');
    expect(snapshot).toEqual(readSnapshot(new Y.Doc()));
    expect(input).toEqual(NO_INPUT);
    const empty = {
      ...EMPTY,
      board: { title: null, site: '' },
      entities: { step: [{ id: ULID, title: '', driver: null }] },
    };
    expect(read(JSON.stringify(empty)).snapshot).toMatchObject({
      board: {},
      entities: { step: [{ id: ULID, label: '1' }] },
    });
    expect(read(JSON.stringify(empty)).snapshot.entities.step[0]).not.toHaveProperty('title');
  });

  it.each([
    ['a member', { extra: 1 }, /^\$\.extra is not part of an exported board, which has format, version, board,/],
    [
      'a kind of record',
      { entities: { machine: [] } },
      /^\$\.entities\.machine is not part of the kinds of record, .*person, step/,
    ],
    ['a kind of row', { rows: { roles: [] } }, /^\$\.rows\.roles is not part of the kinds of row, .*role, roleAsIs/],
    [
      'a field',
      { entities: { step: [{ id: ULID, titel: 'x' }] } },
      /^\$\.entities\.step\[0\]\.titel is not a field of a step, .*title/,
    ],
    [
      'a field of the process',
      { process: { owner: 'x' } },
      /^\$\.process\.owner is not a field of the process, which has title/,
    ],
    [
      'a prototype',
      '{"format":"chartroom.board","version":1,"board":{"__proto__":"x"}}',
      /^\$\.board\.__proto__ is not a field/,
    ],
    [
      'a choice',
      { entities: { system: [{ id: ULID, domain: 'Z' }] } },
      /^\$\.entities\.system\[0\]\.domain "Z" is not one of X, Q, E, N$/,
    ],
    [
      'a type',
      { entities: { step: [{ id: ULID, regulated: 'yes' }] } },
      /step\[0\]\.regulated "yes" is not true or false$/,
    ],
    [
      'a number',
      { entities: { output: [{ id: ULID, number: 0 }] } },
      /number 0 is not a whole number from 1 to 1000000$/,
    ],
    ['a date', { entities: { risk: [{ id: ULID, due: '2026-02-30' }] } }, /due "2026-02-30" is not a date of the form/],
    [
      'a reference',
      { entities: { dataObject: [{ id: ULID, asIsSoR: 'MES' }] } },
      /asIsSoR "MES" is not the id of a system, a ULID$/,
    ],
    ['a nested value', { board: { title: { en: 'x' } } }, /^\$\.board\.title an object is not a text$/],
    ['an id', { entities: { step: [{ id: 'S1' }] } }, /^\$\.entities\.step\[0\]\.id "S1" is not an id, a ULID$/],
    [
      'no id',
      { entities: { step: [{ title: 'x' }] } },
      /^\$\.entities\.step\[0\]\.id is missing; it is an id, a ULID$/,
    ],
    ['no record', { entities: { step: ['x', null] } }, /^\$\.entities\.step\[0\] "x" is not an object/],
    ['no list', { entities: { step: {} } }, /^\$\.entities\.step an object is not a list$/],
    ['no object', { rows: [] }, /^\$\.rows a list is not an object$/],
    ['deleted', { entities: { step: [{ id: ULID, deleted: 'yes' }] } }, /deleted "yes" is not one of true, false$/],
    [
      'neither key nor parts',
      { rows: { feed: [{}] } },
      /^\$\.rows\.feed\[0\] has either key \(output\|system\|data\) or parts/,
    ],
    [
      'key and parts',
      { rows: { regime: [{ key: 'API', parts: { regime: 'API' } }] } },
      /has either key \(regime\) or parts \(regime\)$/,
    ],
    [
      'a part of a key',
      { rows: { regime: [{ key: 'FDA' }] } },
      /^\$\.rows\.regime\[0\]\.key "FDA": .*it is one of FDA_DRUG, /,
    ],
    [
      'a named part',
      { rows: { resp: [{ parts: { subject: ULID, function: 'OPS', code: 'X', person: '-' } }] } },
      /^\$\.rows\.resp\[0\]\.parts\.code .*it is one of A, R, C, V, I$/,
    ],
    [
      'a part too many',
      { rows: { regime: [{ parts: { regime: 'API', x: '' } }] } },
      /parts\.x is not part of a row of regime/,
    ],
    ['a part missing', { rows: { ifData: [{ parts: { interface: ULID } }] } }, /parts\.data is missing; it is a text$/],
    [
      'a separator in a part',
      { rows: { alias: [{ parts: { system: `${ULID}|x`, name: 'y' } }] } },
      /parts\.system .* holds a \|/,
    ],
    [
      'a text where none is',
      { rows: { regime: [{ key: 'API', text: 'x' }] } },
      /^\$\.rows\.regime\[0\]\.text is not part of a row/,
    ],
    [
      'a text that is none',
      { rows: { flow: [{ key: `${ULID}|${OTHER}`, text: 1 }] } },
      /flow\[0\]\.text 1 is not a text$/,
    ],
    [
      'an unknown long text',
      { texts: { 'process:notes': 'x' } },
      /^\$\.texts\["process:notes"\] is not a long text; .*inScope/,
    ],
  ])('EXC-6 %s that the format does not have is a fault that says what is allowed', (_, members, expected) => {
    const found = faults(typeof members === 'string' ? members : { ...EMPTY, ...members });
    expect(found[0]).toMatch(expected);
  });

  it('EXC-7 an id or a row that stands there twice, and a merge into nothing', () => {
    const found = faults({
      ...EMPTY,
      entities: {
        step: [{ id: ULID }, { id: ULID }],
        system: [{ id: ULID, mergedInto: OTHER }],
      },
      rows: { regime: [{ key: 'API' }, { parts: { regime: 'API' } }] },
    });
    expect(found).toEqual([
      '$.entities.step[1].id stands there twice; it is the id of $.entities.step[0] already',
      `$.entities.system[0].mergedInto "${OTHER}" is not the id of a system in this file`,
      '$.rows.regime[1] stands there twice; $.rows.regime[0] says the same',
    ]);
  });

  it('EXC-8 tells every fault with path and line, in the order of the lines', () => {
    const board = JSON.parse(text(T2)) as { rows: object; entities: { step: Record<string, unknown>[] } };
    board.entities.step[3]!['driver'] = 'HR';
    board.entities.step[1]!['kind'] = 'mixing';
    board.entities.step[1]!['colour'] = 'red';
    const json = JSON.stringify({ ...board, rows: { ...board.rows, mood: [] }, input: { ballots: 1 } }, null, 2);
    const found = readBoardJson(json);
    if (found.ok) throw new Error('read');
    expect(found.faults.map(({ path }) => path)).toEqual([
      '$.entities.step[1].kind',
      '$.entities.step[1].colour',
      '$.entities.step[3].driver',
      '$.rows.mood',
      '$.input.ballots',
    ]);
    const lines = json.split('\n');
    for (const { path, line } of found.faults)
      expect(lines[line - 1]).toContain(`"${path.slice(path.lastIndexOf('.') + 1)}"`);
  });

  it('EXC-8 a fault of something that is missing stands at what should hold it', () => {
    const json = '{"format":"chartroom.board",\n"version":1,\n"entities":{\n"step":[\n{"title":"x"}]}}';
    expect(readBoardJson(json)).toMatchObject({ ok: false, faults: [{ path: '$.entities.step[0].id', line: 5 }] });
  });

  it.each([
    ['', 1],
    ['{', 1],
    ['{\n"a": 1,\n}', 3],
    ['{"a"\n:\n1 2}', 3],
    ['[\n\n01]', 3],
    ['["a\nb"]', 1],
    ['{\r\n"a": tru\r\n}', 2],
    ['{"a": "\\x"}', 1],
    ["{'a': 1}", 1],
    ['{}\n{}', 2],
  ])('EXC-9 %j is no JSON, and the line is told', (json, line) => {
    expect(readBoardJson(json)).toEqual({
      ok: false,
      faults: [{ path: '$', line, message: expect.stringMatching(/^is not JSON: /) }],
    });
  });

  it('EXC-9 the place of a fault: exactly the texts that the platform does not parse have one', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), fc.string({ maxLength: 2 }), (json, at, other) => {
        for (const one of [
          json,
          json.slice(0, at % (json.length + 1)) + other + json.slice((at + 1) % (json.length + 1)),
        ]) {
          let parses = true;
          try {
            JSON.parse(one);
          } catch {
            parses = false;
          }
          expect(syntaxFault(one) === null).toBe(parses);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('EXC-9 any value is found again at its line, at any depth', () => {
    const deep = `${'[\n'.repeat(50_000)}1${']'.repeat(50_000)}`;
    expect(syntaxFault(deep)).toBeNull();
    expect(linesOf(deep, [[0, 0, 0], [0, 'none'], []])).toEqual([4, 2, 1]);
    expect(pathText(['a', 2, 'b c', '__proto__'])).toBe('$.a[2]["b c"].__proto__');
  });

  it('EXC-9 a byte order mark and CRLF do no harm', () => {
    const json = text(T2);
    expect(read(`\uFEFF${json.replaceAll('\n', '\r\n')}`).snapshot).toEqual(T2);
  });

  it('EXC-10 a wrong format, a later version and a charter are refused by name', () => {
    expect(faults({})).toEqual(['$.format is missing; it is "chartroom.board"']);
    expect(faults([1])).toEqual(['$ a list is not a board; a board is an object with format chartroom.board']);
    expect(faults({ ...EMPTY, format: 'x' })[0]).toBe(
      '$.format "x" is not the format of a board; it is "chartroom.board"',
    );
    expect(faults({ ...EMPTY, version: 2 })[0]).toMatch(/^\$\.version 2 is not a version .*A later version .*update/);
    expect(faults({ ...EMPTY, version: '1' })[0]).toMatch(
      /^\$\.version "1" is not a version that this program reads; it is 1$/,
    );
    const charter = faults({ payload: { format: 'chartroom.charter/1' }, integrity: {} });
    expect(charter).toEqual([
      expect.stringMatching(/^\$ is a charter, .*exported board instead, which chartroom export/),
    ]);
  });

  it('EXC-11 reads what people said', () => {
    const input: AnalysisInput = {
      ballots: [
        { participant: '1', function: 'OPS', purpose: null, answers: { E1: 0, S4: null }, context: { K1: 'unknown' } },
        { participant: '2', function: 'OTHER', purpose: 'SHARED', answers: {} },
      ],
      assessments: [
        { risk: ULID, state: 'mitigated' },
        { risk: ULID, state: 'assessed', fingerprint: 'f1' },
      ],
      answers: [{ question: ULID }, { question: ULID, fingerprint: 'f2' }],
      decisions: [
        { decision: ULID, state: 'reversed' },
        { decision: ULID, state: 'agreed', byFacilitator: false, fingerprint: 'f3' },
      ],
      stances: [
        { decision: ULID, function: 'QUA', stance: 'dissent', reason: '' },
        { decision: ULID, function: 'IT', stance: 'agree', reason: '', fingerprint: 'f4' },
      ],
      acceptances: [{ rule: 'M04', key: 'M04 x', function: 'IT', fingerprint: 'ff' }],
      members: [{ principal: 'p', function: 'IT', signer: false, person: ULID }],
    };
    expect(read(text(T2, input)).input).toEqual(input);
  });

  it.each([
    [{ polls: [] }, '$.input.polls is not part of what people said, which has ballots, assessments,'],
    [
      { ballots: [{ participant: '1', function: 'HR', purpose: 'SHARED', answers: {} }] },
      '$.input.ballots[0].function "HR" is not one of OPS',
    ],
    [
      { ballots: [{ participant: '1', function: 'IT', answers: { E1: 4 } }] },
      '$.input.ballots[0].answers.E1 4 is not one of 0, 1, 2, 3',
    ],
    [
      { ballots: [{ participant: '1', function: 'IT', answers: { E9: 1 } }] },
      '$.input.ballots[0].answers.E9 is not part of the questionnaire',
    ],
    [
      { ballots: [{ participant: '1', function: 'IT', context: { K1: true } }] },
      '$.input.ballots[0].context.K1 true is not one of yes, no',
    ],
    [{ assessments: [{ risk: 'X1', state: 'assessed' }] }, '$.input.assessments[0].risk "X1" is not an id'],
    [{ assessments: [{ risk: ULID, state: 'open' }] }, '$.input.assessments[0].state "open" is not one of assessed'],
    [{ stances: [{ decision: ULID, stance: 'agree' }] }, '$.input.stances[0].function is missing; it is one of OPS'],
    [
      { acceptances: [{ rule: 'Z1', key: '', function: 'IT', fingerprint: '' }] },
      '$.input.acceptances[0].rule "Z1" is not one of',
    ],
    [{ members: [{ principal: 1, function: 'IT' }] }, '$.input.members[0].principal 1 is not a text'],
    [{ members: [{ principal: '1', function: 'IT', name: 'x' }] }, '$.input.members[0].name is not part of a member'],
    [{ answers: [{ question: ULID, fingerprint: 7 }] }, '$.input.answers[0].fingerprint 7 is not a text'],
    [{ answers: [7] }, '$.input.answers[0] 7 is not an object'],
  ])('EXC-11 is strict in what people said: %j', (input, expected) => {
    expect(faults({ ...EMPTY, input })[0]).toContain(expected);
  });

  it('EXC-12 a draft is read as the board in its content', () => {
    const doc = seeded('t2');
    const risk = made(doc, createEntity('risk', { kind: 'downtime', dutyFunction: 'OPS' }));
    done(doc, addLink({ from: risk, to: id(doc, 'step', '1') }));
    done(doc, mergeEntities('system', id(doc, 'system', 'PAPER'), id(doc, 'system', 'MES')));
    done(doc, deleteEntity('output', id(doc, 'output', 'R4')));
    const content = readSnapshot(doc);
    const draft = { kind: 'chartroom.draft', version: 1, board: 'x', content, update: '' };
    expect(read(JSON.stringify(draft)).snapshot).toEqual(content);
    const step = { ...content.entities.step[2]!, kind: 'mixing' };
    const broken = JSON.stringify({ ...draft, content: { ...content, entities: { step: [step] } } }, null, 2);
    const found = readBoardJson(broken);
    if (found.ok) throw new Error('read');
    expect(found.faults).toEqual([
      {
        path: '$.content.entities.step[0].kind',
        line: expect.any(Number),
        message: expect.stringMatching(/^"mixing" is not one of/),
      },
    ]);
    expect(broken.split('\n')[found.faults[0]!.line - 1]).toContain('"kind": "mixing"');
    expect(faults({ ...draft, content: 7 })).toEqual(['$.content 7 is not an object']);
  });
});

const ownFields = ({
  id: _id,
  entity: _entity,
  state: _state,
  label: _label,
  mergedInto: _into,
  ...fields
}: Record<string, unknown>) => fields;
/** An analysis as plain values. */
const plain = ({ findings, classification }: ReturnType<typeof analyse>) => ({
  findings: findings.map(({ rule, severity, key, subjects, details, owes, fingerprint }) => ({
    rule,
    severity,
    key,
    subjects,
    details,
    owes,
    fingerprint,
  })),
  classification,
});
