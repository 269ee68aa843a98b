/** Where a reason is asked for: every field and every row kind, written out, and what a record is relied on for. */
import { describe, expect, it } from 'vitest';
import {
  ENTITY_FIELDS,
  ENTITY_KINDS,
  LONG_TEXTS,
  ROW_KINDS,
  ROW_SPECS,
  SINGLE_FIELDS,
  SINGLE_KINDS,
  weighEdit,
  type Alteration,
  type EntityKind,
  type RowKind,
  type WeighedBoard,
  type Weighty,
} from '../../src/index.ts';
import { boardOf, field, said, withdrawn, type Records } from './board.ts';

const id = (letter: string): string => letter.repeat(26);
const [STEP, PLAIN, DATA, FREE, MES, QMS, OUT, LINK, EMPTY, ANN, BEN] = [...'ABCDEFGHJKM'].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const RECORDS: Records = {
  step: { [STEP]: { regulated: true }, [PLAIN]: { regulated: false } },
  dataObject: { [DATA]: { regulated: true }, [FREE]: {} },
  system: { [MES]: {}, [QMS]: {} },
  output: { [OUT]: {} },
  interface: { [LINK]: {}, [EMPTY]: {} },
  person: { [ANN]: {}, [BEN]: {} },
  ...Object.fromEntries(
    (['logic', 'constraint', 'risk', 'criterion', 'decision', 'question', 'action', 'reference'] as const).map(
      (kind) => [kind, { [PLAIN]: {} }],
    ),
  ),
};
const ROWS = { ifData: [`${LINK}|${DATA}`, `${EMPTY}|${FREE}`] };
const BOARD = boardOf(RECORDS, ROWS);

const weigh = (alteration: Alteration, before: WeighedBoard = BOARD): Weighty | null =>
  weighEdit([alteration], before)[0]!;

/** The one on which most is asked, of each kind. */
const MOST: Readonly<Record<EntityKind, string>> = {
  person: ANN,
  step: STEP,
  system: MES,
  dataObject: DATA,
  output: OUT,
  interface: LINK,
  logic: PLAIN,
  constraint: PLAIN,
  risk: PLAIN,
  criterion: PLAIN,
  decision: PLAIN,
  question: PLAIN,
  action: PLAIN,
  reference: PLAIN,
};
/** What altering each field of such a record asks; `-` nothing. A field that is missing here fails the test. */
const FIELDS: { readonly [K in EntityKind]: { readonly [F in keyof (typeof ENTITY_FIELDS)[K]]: Weighty | '-' } } = {
  person: { name: '-', function: '-', discipline: '-', jobTitle: '-' },
  step: {
    order: '-',
    title: 'regulated',
    kind: 'regulated',
    momCategory: 'regulated',
    regulated: 'regulated',
    capture: 'regulated',
    change: 'regulated',
    driver: 'regulated',
  },
  system: {
    name: '-',
    kind: '-',
    domain: '-',
    isaLevel: '-',
    gampCategory: '-',
    validated: '-',
    auditTrail: '-',
    lifecycle: '-',
    plannedAction: '-',
    processOwnerId: '-',
    systemOwnerId: '-',
  },
  dataObject: {
    number: '-',
    title: 'regulated',
    category: 'regulated',
    regulated: 'regulated',
    change: 'regulated',
    asIsSoR: 'regulated',
    criticality: 'regulated',
  },
  output: {
    number: '-',
    title: 'output',
    kind: 'output',
    relevance: 'output',
    recordSystemId: 'output',
    reportLogic: 'output',
    retentionRule: 'output',
  },
  interface: {
    number: '-',
    fromId: 'regulated',
    toId: 'regulated',
    mechanism: 'regulated',
    transformation: 'regulated',
    reconciliation: 'regulated',
    errorHandling: 'regulated',
    status: 'regulated',
    rationale: 'regulated',
    change: 'regulated',
  },
  logic: { number: '-', stepId: '-', title: '-', systemId: '-', status: '-' },
  constraint: { number: '-', kind: '-', detail: '-', from: '-', to: '-', evidenceRef: '-' },
  risk: { number: '-', kind: '-', dutyFunction: '-', severity: '-', likelihood: '-', detectability: '-', due: '-' },
  criterion: { number: '-', statement: '-', method: '-' },
  decision: { number: '-', statement: '-', rationale: '-' },
  question: { number: '-', text: '-', toFunction: '-', due: '-' },
  action: { number: '-', text: '-', personId: '-', due: '-' },
  reference: { number: '-', title: '-', docNumber: '-', url: '-' },
};

describe('fields', () => {
  it.each(ENTITY_KINDS)('WHY-1 WHY-2 WHY-3 of %s: each asks what is written here, altered and cleared', (kind) => {
    const written = Object.keys(ENTITY_FIELDS[kind]).map((name) => {
      const altered = weigh(field(kind, MOST[kind], name, name === 'regulated' ? true : 'was', 'is'));
      const cleared = weigh(field(kind, MOST[kind], name, name === 'regulated' ? true : 'was', null));
      expect(cleared, name).toBe(altered);
      return [name, altered ?? '-'];
    });
    expect(Object.fromEntries(written)).toEqual(FIELDS[kind]);
  });

  it.each(ENTITY_KINDS)('WHY-1 of %s: filling in what was empty asks nothing', (kind) => {
    for (const name of Object.keys(ENTITY_FIELDS[kind]))
      for (const nothing of [null, undefined, ''])
        expect(weigh(field(kind, MOST[kind], name, nothing, 'is')), name).toBeNull();
    for (const [where, name, value] of [
      ['step', 'change', 'none'],
      ['dataObject', 'change', 'none'],
      ['interface', 'change', 'none'],
      ['interface', 'status', 'unassessed'],
    ] as const) {
      expect(weigh(field(where, MOST[where], name, value, 'modify')), name).toBeNull();
      expect(weigh(field(where, MOST[where], name, 'modify', value)), name).toBe('regulated');
    }
  });

  it('WHY-1 restoring, taking a merge back, long texts, the board and the process ask nothing', () => {
    for (const kind of ENTITY_KINDS) {
      expect(weigh(field(kind, MOST[kind], 'deletedAt', 5, null)), kind).toBeNull();
      expect(weigh(field(kind, MOST[kind], 'deletedAt', 5, 6)), kind).toBeNull();
      expect(weigh(field(kind, MOST[kind], 'mergedInto', id('X'), null)), kind).toBeNull();
      // A record that somebody else's version wrote as a whole.
      expect(weigh({ root: kind, key: MOST[kind], field: null, old: 1, new: null }), kind).toBeNull();
    }
    for (const [owner, names] of Object.entries(LONG_TEXTS))
      for (const name of names)
        expect(
          weigh({
            root: 'text',
            key: `${owner === 'process' ? owner : STEP}:${name}`,
            field: null,
            old: 'a',
            new: 'b',
          }),
        ).toBeNull();
    for (const kind of SINGLE_KINDS)
      for (const name of Object.keys(SINGLE_FIELDS[kind])) expect(weigh(field(kind, kind, name, 'a', 'b'))).toBeNull();
    expect(weigh(field('meta', 'meta', 'schema', 1, 2))).toBeNull();
  });

  it('WHY-2 regulated is what was before the edit; what is not regulated asks nothing', () => {
    expect(weigh(field('step', PLAIN, 'title', 'was', 'is'))).toBeNull();
    expect(weigh(field('step', PLAIN, 'regulated', false, true))).toBeNull();
    expect(weigh(field('step', STEP, 'regulated', true, false))).toBe('regulated');
    expect(weigh(field('dataObject', FREE, 'category', 'raw', 'result'))).toBeNull();
    expect(weigh(field('interface', EMPTY, 'mechanism', 'api', 'file'))).toBeNull();
    const both = [field('step', STEP, 'regulated', true, false), field('step', STEP, 'deletedAt', null, 7)];
    expect(weighEdit(both, BOARD)).toEqual(['regulated', 'regulated']);
    // A field of a later version says something about the record.
    expect(weigh(field('step', STEP, 'hazard', 'was', 'is'))).toBe('regulated');
  });
});

/** What saying and withdrawing each row asks, on a board where it is the only one of its place. */
const ALONE: { readonly [K in RowKind]: readonly [key: string, said: Weighty | '-', withdrawn: Weighty | '-'] } = {
  regime: ['FDA_DRUG', '-', '-'],
  alias: [`${MES}|Old MES`, '-', '-'],
  citation: [`${OUT}|211.188`, '-', 'output'],
  logicData: [`${PLAIN}|${DATA}`, '-', '-'],
  link: [`${PLAIN}|${STEP}`, '-', '-'],
  role: [`${STEP}|*|${MES}|record`, '-', 'record'],
  roleAsIs: [`${STEP}|*|${MES}|record`, '-', '-'],
  stepData: [`${STEP}|${DATA}|create`, '-', '-'],
  flow: [`${STEP}|${PLAIN}`, '-', '-'],
  resp: [`${STEP}|OPS|A|${ANN}`, '-', 'accountable'],
  respNote: ['area.validation|OPS', '-', '-'],
  feed: [`${OUT}|${MES}|${DATA}`, '-', 'output'],
  approver: [`${OUT}|QUA|${ANN}|approval`, '-', 'output'],
  ifData: [`${LINK}|${DATA}`, '-', 'regulated'],
  ifScope: [`${LINK}|interface`, '-', 'regulated'],
  part: [`${DATA}|${FREE}`, '-', '-'],
};

describe('rows', () => {
  it.each(ROW_KINDS)('WHY-1 of %s: each asks what is written here, said and withdrawn', (kind) => {
    const [key, whenSaid, whenWithdrawn] = ALONE[kind];
    const row = ROW_SPECS[kind].value === 'text' ? 'on failure' : 1;
    const place = { root: kind, key, field: null };
    expect([
      weigh({ ...place, old: null, new: row }) ?? '-',
      weigh({ ...place, old: row, new: 0 }) ?? '-',
      // As the trail tells it.
      weigh({ ...place, old: row, new: null }) ?? '-',
      weigh({ ...place, old: row, new: 'another text' }) ?? '-',
    ]).toEqual([whenSaid, whenWithdrawn, whenWithdrawn, '-']);
  });

  it('WHY-1 other roles, codes and uses ask nothing; a key that no version can read neither', () => {
    for (const use of ['collect', 'review', 'release', 'audit'])
      expect(weigh(withdrawn('role', `${STEP}|*|${MES}|${use}`))).toBeNull();
    for (const code of ['R', 'V', 'C', 'I']) expect(weigh(withdrawn('resp', `${STEP}|OPS|${code}|${ANN}`))).toBeNull();
    expect(weigh(withdrawn('role', 'nonsense'))).toBeNull();
    expect(weigh(withdrawn('unknown', 'a|b'))).toBeNull();
  });

  it('WHY-2 data that is not regulated, and scopes of an interface without regulated data, come off freely', () => {
    expect(weigh(withdrawn('ifData', `${EMPTY}|${FREE}`))).toBeNull();
    expect(weigh(withdrawn('ifScope', `${EMPTY}|interface`))).toBeNull();
  });

  it('WHY-4 a second system of record asks: at the step, or of the data at another step', () => {
    const second = (standing: string, added: string): Weighty | null =>
      weigh(said('role', added), boardOf(RECORDS, { role: [standing] }));
    expect(second(`${STEP}|*|${MES}|record`, `${STEP}|*|${QMS}|record`)).toBe('record');
    expect(second(`${STEP}|*|${MES}|record`, `${STEP}|${DATA}|${QMS}|record`)).toBe('record');
    expect(second(`${STEP}|${DATA}|${MES}|record`, `${STEP}|*|${QMS}|record`)).toBe('record');
    expect(second(`${STEP}|${DATA}|${MES}|record`, `${PLAIN}|${DATA}|${QMS}|record`)).toBe('record');
    expect(second(`*|${DATA}|${MES}|record`, `${PLAIN}|${DATA}|${QMS}|record`)).toBe('record');
    // The same system, another step, other data, another use.
    expect(second(`${STEP}|${DATA}|${MES}|record`, `${PLAIN}|${DATA}|${MES}|record`)).toBeNull();
    expect(second(`${STEP}|*|${MES}|record`, `${PLAIN}|*|${QMS}|record`)).toBeNull();
    expect(second(`${STEP}|${DATA}|${MES}|record`, `${STEP}|${FREE}|${QMS}|record`)).toBeNull();
    expect(second(`${STEP}|*|${MES}|collect`, `${STEP}|*|${QMS}|record`)).toBeNull();
    expect(second(`${STEP}|*|${MES}|record`, `${STEP}|*|${QMS}|review`)).toBeNull();
  });

  it('WHY-4 WHY-5 one in the place of another is asked for once, where it is taken back', () => {
    const replaced = [withdrawn('role', `${STEP}|*|${MES}|record`), said('role', `${STEP}|*|${QMS}|record`)];
    expect(weighEdit(replaced, boardOf(RECORDS, { role: [`${STEP}|*|${MES}|record`] }))).toEqual(['record', null]);
    const held = [said('resp', `${STEP}|QUA|A|${BEN}`), withdrawn('resp', `${STEP}|OPS|A|${ANN}`)];
    expect(weighEdit(held, boardOf(RECORDS, { resp: [`${STEP}|OPS|A|${ANN}`] }))).toEqual([null, 'accountable']);
  });

  it('WHY-5 a second accountable asks, of another function and of the same', () => {
    const before = boardOf(RECORDS, { resp: [`${STEP}|OPS|A|${ANN}`, `${PLAIN}|QUA|R|${ANN}`] });
    expect(weigh(said('resp', `${STEP}|QUA|A|${BEN}`), before)).toBe('accountable');
    expect(weigh(said('resp', `${STEP}|QUA|A|-`), before)).toBe('accountable');
    expect(weigh(said('resp', `${STEP}|OPS|A|${BEN}`), before)).toBe('accountable');
    expect(weigh(said('resp', `${PLAIN}|OPS|A|${BEN}`), before)).toBeNull();
    expect(weigh(said('resp', `area.validation|OPS|A|${BEN}`), before)).toBeNull();
  });

  it('WHY-5 naming a person or a meaning where none was named fills in', () => {
    const before = boardOf(RECORDS, { resp: [`${STEP}|QUA|A|-`], approver: [`${OUT}|QUA|${ANN}|-`] });
    const named = [withdrawn('resp', `${STEP}|QUA|A|-`), said('resp', `${STEP}|QUA|A|${ANN}`)];
    expect(weighEdit(named, before)).toEqual([null, null]);
    expect(weigh(said('resp', `${STEP}|QUA|A|${ANN}`), before)).toBeNull();
    const meant = [withdrawn('approver', `${OUT}|QUA|${ANN}|-`), said('approver', `${OUT}|QUA|${ANN}|approval`)];
    expect(weighEdit(meant, before)).toEqual([null, null]);
    // Taken back, or given to another function, it is not filled in.
    expect(weigh(withdrawn('resp', `${STEP}|QUA|A|-`), before)).toBe('accountable');
    const moved = [withdrawn('resp', `${STEP}|QUA|A|-`), said('resp', `${STEP}|OPS|A|${ANN}`)];
    expect(weighEdit(moved, before)).toEqual(['accountable', null]);
    const other = [withdrawn('approver', `${OUT}|QUA|${ANN}|-`), said('approver', `${OUT}|QUA|${BEN}|approval`)];
    expect(weighEdit(other, before)).toEqual(['output', null]);
  });
});

describe('leaving the board', () => {
  const leaves = (kind: EntityKind, one: string, before: WeighedBoard = BOARD): Weighty | null => {
    const deleted = weigh(field(kind, one, 'deletedAt', null, 7), before);
    expect(weigh(field(kind, one, 'mergedInto', null, id('X')), before), 'merged').toBe(deleted);
    return deleted;
  };

  it('WHY-6 each kind asks what is written here', () => {
    const asked = Object.fromEntries(ENTITY_KINDS.map((kind) => [kind, leaves(kind, MOST[kind])]));
    expect(asked).toEqual({
      person: null,
      step: 'regulated',
      system: null,
      dataObject: 'regulated',
      output: 'output',
      interface: 'regulated',
      logic: null,
      constraint: null,
      risk: null,
      criterion: null,
      decision: null,
      question: null,
      action: null,
      reference: null,
    });
    expect([leaves('step', PLAIN), leaves('dataObject', FREE), leaves('interface', EMPTY)]).toEqual([null, null, null]);
  });

  it('WHY-6 a system that is a system of record anywhere, a person who is accountable anywhere', () => {
    const system = (rows: Record<string, readonly string[]>, records: Records = {}): Weighty | null =>
      leaves('system', MES, boardOf({ ...RECORDS, ...records }, rows));
    expect(system({ role: [`${PLAIN}|*|${MES}|record`] })).toBe('record');
    expect(system({ role: [`*|${DATA}|${MES}|record`] })).toBe('record');
    expect(system({ roleAsIs: [`${PLAIN}|*|${MES}|record`] })).toBe('record');
    expect(system({}, { output: { [OUT]: { recordSystemId: MES } } })).toBe('record');
    expect(system({}, { dataObject: { [FREE]: { asIsSoR: MES } } })).toBe('record');
    expect(system({ role: [`${PLAIN}|*|${QMS}|record`, `${PLAIN}|*|${MES}|collect`] })).toBeNull();
    const person = (key: string): Weighty | null => leaves('person', ANN, boardOf(RECORDS, { resp: [key] }));
    expect(person(`area.validation|OPS|A|${ANN}`)).toBe('accountable');
    expect(person(`${STEP}|OPS|R|${ANN}`)).toBeNull();
    expect(person(`${STEP}|OPS|A|${BEN}`)).toBeNull();
  });

  it('WHY-6 what a deleted record says sleeps, and a merged record is the one that stands for it', () => {
    const gone: Records = {
      ...RECORDS,
      step: { [PLAIN]: { deletedAt: 3 } },
      output: { [OUT]: { deletedAt: 3, recordSystemId: MES } },
    };
    const rows = { role: [`${PLAIN}|*|${MES}|record`], resp: [`${PLAIN}|OPS|A|${ANN}`] };
    expect([leaves('system', MES, boardOf(gone, rows)), leaves('person', ANN, boardOf(gone, rows))]).toEqual([
      null,
      null,
    ]);
    const merged: Records = {
      ...RECORDS,
      system: { [MES]: { mergedInto: QMS }, [QMS]: {} },
      dataObject: { [FREE]: { mergedInto: DATA }, [DATA]: { regulated: true } },
      step: { [PLAIN]: { mergedInto: STEP, deletedAt: null }, [STEP]: { regulated: true } },
    };
    expect(leaves('system', QMS, boardOf(merged, { role: [`${PLAIN}|*|${MES}|record`] }))).toBe('record');
    expect(leaves('interface', EMPTY, boardOf(merged, ROWS))).toBe('regulated');
    expect(
      weigh(said('role', `${PLAIN}|*|${QMS}|record`), boardOf(merged, { role: [`${STEP}|*|${MES}|record`] })),
    ).toBeNull();
  });
});
