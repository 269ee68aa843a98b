/** The order of weaknesses, one board a kind; and that they are the findings, on any board. */
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import {
  addApprover,
  addFeed,
  addPart,
  Analyst,
  assignResponsibility,
  assignSystemRole,
  clearStepData,
  deleteEntity,
  dropData,
  live,
  removeApprover,
  removeCitation,
  removeFeed,
  setField,
  setScope,
  setStepData,
  together,
  traceOutput,
  WEAKNESS_KINDS,
  WEAKNESS_RULES,
  withdrawResponsibility,
  withdrawSystemRole,
  type Finding,
  type Mutation,
  type OutputTrace,
  type RuleId,
  type WeaknessKind,
} from '../../src/index.ts';
import { idIn, randomBoard, reader, reasoned, soundBoard, template, type Board } from './boards.ts';

type Edit = (doc: Y.Doc) => Mutation;

const role =
  (step: string, system: string, use: 'collect' | 'record' | 'review', data?: string): Edit =>
  (doc) =>
    assignSystemRole({
      step: step === '*' ? '*' : idIn(doc, step),
      system: idIn(doc, system),
      use,
      ...(data === undefined ? {} : { data: idIn(doc, data) }),
    });
const noRole =
  (step: string, system: string, use: 'record' | 'review'): Edit =>
  (doc) =>
    withdrawSystemRole({ step: idIn(doc, step), system: idIn(doc, system), use });
const field =
  (kind: 'system' | 'interface' | 'output', name: string, key: string, value: string): Edit =>
  (doc) =>
    setField(kind, idIn(doc, name), key as never, value as never);
const accountable = (doc: Y.Doc, said: 'OPS' | 'QUA', person: string | null) => ({
  subject: idIn(doc, 'D1'),
  function: said,
  code: 'A' as const,
  person: person === null ? null : idIn(doc, person),
});
const writesPart =
  (data: string, system: string): Edit =>
  (doc) =>
    together('part', [
      addPart({ part: idIn(doc, data), whole: idIn(doc, 'D1') }),
      setStepData({ step: idIn(doc, 'S1'), data: idIn(doc, data), use: 'create' }),
      role('S1', system, 'record', data)(doc),
      role('S1', system, 'collect', data)(doc),
    ]);
const quality = (doc: Y.Doc) => ({
  output: idIn(doc, 'R1'),
  function: 'QUA' as const,
  person: idIn(doc, '@PN'),
  meaning: 'approval' as const,
});

/** The smallest edits to the sound board after which its weakest link is of the kind, and where that lies. */
const CASES: Readonly<Record<WeaknessKind, readonly [readonly Edit[], string]>> = {
  no_feed: [
    ['D1', 'D2'].map(
      (data) => (doc) => removeFeed({ output: idIn(doc, 'R1'), system: idIn(doc, 'QMS'), data: idIn(doc, data) }),
    ),
    'R1',
  ],
  gone: [[(doc) => deleteEntity('dataObject', idIn(doc, 'D2'))], 'R1 D2'],
  no_record: [[noRole('S1', 'MES', 'record')], 'D1'],
  off_map: [[(doc) => addFeed({ output: idIn(doc, 'R1'), system: idIn(doc, 'WMS'), data: idIn(doc, 'D1') })], 'R1 WMS'],
  unfed: [[(doc) => dropData({ interface: idIn(doc, 'I1'), data: idIn(doc, 'D1') })], 'R1 QMS D1 MES'],
  cut_off: [[(doc) => setField('output', idIn(doc, 'R1'), 'recordSystemId', idIn(doc, 'MES'))], 'D1 QMS MES'],
  part_unfed: [
    [
      writesPart('D3', 'WMS'),
      writesPart('D4', 'MES'),
      role('S1', 'WMS', 'record', 'D1'),
      role('S1', 'MES', 'record', 'D1'),
    ],
    'D1 WMS QMS',
  ],
  not_captured: [[role('S1', 'WMS', 'collect')], 'D1 WMS MES S1'],
  step_without_record: [[noRole('S1', 'MES', 'record'), role('*', 'MES', 'record', 'D1')], 'S1'],
  several_records: [[role('*', 'QMS', 'record', 'D1')], 'D1 MES QMS'],
  blind_review: [[noRole('S1', 'MES', 'review'), role('S2', 'ERP', 'review', 'D1')], 'S2 D1 ERP MES'],
  no_quality_approval: [[(doc) => removeApprover(quality(doc))], 'R1'],
  void_approval: [
    [(doc) => addApprover({ output: idIn(doc, 'R1'), function: 'OPS', person: null, meaning: 'review' })],
    'R1 function/OPS',
  ],
  no_rule_cited: [[(doc) => removeCitation({ output: idIn(doc, 'R1'), text: '211.188' })], 'R1'],
  nobody_accountable: [[(doc) => withdrawResponsibility(accountable(doc, 'OPS', '@AR'))], 'D1'],
  several_accountable: [[(doc) => assignResponsibility(accountable(doc, 'QUA', '@PN'))], 'D1'],
  nobody_named: [
    [
      (doc) => withdrawResponsibility(accountable(doc, 'OPS', '@AR')),
      (doc) => assignResponsibility(accountable(doc, 'OPS', null)),
    ],
    'D1 function/OPS',
  ],
  unvalidated_interface: [[(doc) => setScope({ interface: idIn(doc, 'I1'), scope: 'interface' }, false)], 'I1'],
  untested_conversion: [[field('interface', 'I1', 'transformation', 'unit')], 'I1'],
  transcription: [[field('interface', 'I1', 'mechanism', 'manual')], 'I1'],
  entered_twice: [[role('S1', 'LIMS', 'collect'), role('S1', 'ERP', 'collect')], 'D1 MES ERP LIMS'],
  weak_record: [[field('system', 'MES', 'auditTrail', 'no')], 'D1 MES'],
  untrusted_system: [[field('system', 'MES', 'validated', 'unknown')], 'D1 MES'],
  record_retiring: [[field('system', 'MES', 'lifecycle', 'retiring')], 'D1 MES'],
  migration_open: [[(doc) => setField('dataObject', idIn(doc, 'D1'), 'asIsSoR', idIn(doc, 'ERP'))], 'D1 MES'],
  no_reconciliation: [[field('interface', 'I1', 'reconciliation', 'none')], 'I1'],
  never_reviewed: [
    [noRole('S1', 'MES', 'review'), (doc) => clearStepData({ step: idIn(doc, 'S2'), data: idIn(doc, 'D1') })],
    'D1 S1',
  ],
  report_logic_open: [[field('output', 'R1', 'kind', 'report')], 'R1'],
  unassessed_interface: [[field('interface', 'I1', 'status', 'unassessed')], 'I1'],
  planned_interface: [[field('interface', 'I1', 'status', 'planned')], 'I1'],
  partly_validated: [[field('system', 'MES', 'validated', 'partly')], 'MES'],
};

const r1 = (
  board: Board,
): { readonly trace: OutputTrace; readonly findings: readonly Finding[]; readonly say: (ref: string) => string } => {
  const { analyst, snapshot } = reasoned(board);
  return {
    trace: traceOutput(analyst, idIn(board.doc, 'R1')),
    findings: analyst.analysis.findings,
    say: reader(snapshot),
  };
};

describe('weaknesses', () => {
  it('TRC-5 the sound board has none', () => {
    expect(r1(soundBoard()).trace).toMatchObject({ weaknesses: [], weakest: null });
  });

  it.each(WEAKNESS_KINDS)('TRC-5 the smallest board whose weakest link is %s', (kind) => {
    const [edits, at] = CASES[kind];
    const { trace, findings, say } = r1(soundBoard(...edits));
    expect(trace.weakest?.kind).toBe(kind);
    const places = trace.weakest!.at.map(say).sort();
    // Deleted records keep their number.
    expect(places).toEqual(at.split(' ').sort());
    const { rule, finding } = trace.weakest!;
    expect(rule).toBe(WEAKNESS_RULES[kind]);
    expect(findings.some((one) => one.key === finding)).toBe(rule !== null);
    expect(trace.weaknesses[0]).toBe(trace.weakest);
  });

  it('TRC-5 of each two kinds the earlier one is the weakest link', () => {
    const ranks = WEAKNESS_KINDS.map((kind) => WEAKNESS_KINDS.indexOf(kind));
    for (const [a, b] of [
      ['unvalidated_interface', 'weak_record'],
      ['weak_record', 'no_reconciliation'],
      ['transcription', 'untrusted_system'],
      ['several_accountable', 'planned_interface'],
      ['unfed', 'no_rule_cited'],
    ] as const) {
      const kinds = r1(soundBoard(...CASES[b][0], ...CASES[a][0])).trace.weaknesses.map((one) => one.kind);
      expect(kinds[0]).toBe(a);
      expect(kinds).toContain(b);
    }
    expect(ranks).toEqual([...ranks].sort((x, y) => x - y));
  });

  it('TRC-5 the templates: the weakest link of each output', () => {
    const weakest = (name: 't1' | 't2' | 't4' | 't5' | 't6'): readonly string[] => {
      const { analyst, snapshot } = reasoned(template(name));
      const say = reader(snapshot);
      return live(snapshot, 'output').map((output) => {
        const one = traceOutput(analyst, output.id).weakest;
        return `${output.label} ${one === null ? 'sound' : `${one.kind} ${one.at.map(say).join(' ')} ${one.rule ?? '-'}`}`;
      });
    };
    expect(weakest('t1')).toEqual([
      'R1 unassessed_interface I2 -',
      'R2 unassessed_interface I3 -',
      'R3 sound',
      'R4 unassessed_interface I5 -',
    ]);
    expect(weakest('t2')).toEqual([
      'R1 not_captured D1 PAPER MES S1 M05',
      'R2 sound',
      'R3 several_records D3 MES ERP M02',
      'R4 report_logic_open R4 P08',
    ]);
    expect(weakest('t4')).toEqual(['R1 several_accountable D3 O02', 'R2 sound', 'R3 weak_record D6 XLS M08']);
    expect(weakest('t5')).toEqual([
      'R1 unassessed_interface I1 -',
      'R2 sound',
      'R3 unassessed_interface I4 -',
      'R4 unfed R4 ERP D3 LIMS P04',
    ]);
    expect(weakest('t6')).toEqual([
      'R1 several_records D3 ERP MES M02',
      'R2 sound',
      'R3 several_records D3 ERP MES M02',
      'R4 unassessed_interface I1 -',
    ]);
  });

  it('TRC-5 per feed its own worst, and what two feeds share stands once', () => {
    const { trace, say } = r1(template('t4'));
    expect(trace.feeds.map((feed) => feed.weakest?.kind ?? null)).toEqual([
      null,
      'unassessed_interface',
      'several_accountable',
      null,
    ]);
    const shared = r1(
      soundBoard(field('interface', 'I1', 'status', 'planned'), (doc) =>
        addFeed({ output: idIn(doc, 'R1'), system: idIn(doc, 'ERP'), data: idIn(doc, 'D1') }),
      ),
    ).trace.weaknesses.filter((one) => one.kind === 'planned_interface');
    expect(shared.map((one) => one.feeds)).toEqual([[0, 1]]);
    expect(say(trace.weakest!.at[0]!)).toBe('D3');
  });

  it('TRC-7 data that is not regulated is as weak, without a rule', () => {
    const plain: Edit = (doc) => setField('dataObject', idIn(doc, 'D1'), 'regulated', false);
    for (const kind of [
      'not_captured',
      'unvalidated_interface',
      'transcription',
      'weak_record',
      'untrusted_system',
      'no_reconciliation',
    ] as const) {
      const { trace } = r1(soundBoard(plain, ...CASES[kind][0]));
      const found = trace.weaknesses.find((one) => one.kind === kind && one.feeds.includes(0))!;
      expect([kind, found.rule, found.finding]).toEqual([kind, null, null]);
    }
  });

  it('TRC-7 a spreadsheet that only keeps the output is weak too', () => {
    const { trace, say } = r1(
      soundBoard(field('system', 'WMS', 'kind', 'spreadsheet'), (doc) =>
        setField('output', idIn(doc, 'R1'), 'recordSystemId', idIn(doc, 'WMS')),
      ),
    );
    expect(trace.weaknesses.map((one) => `${one.kind} ${one.at.map(say).join(' ')} ${one.feeds.join()}`)).toEqual([
      'cut_off D1 QMS WMS 0',
      'cut_off D2 QMS WMS 1',
      'weak_record WMS ',
    ]);
  });

  it('TRC-8 a blind review elsewhere is another output’s', () => {
    expect(r1(soundBoard(role('S2', 'ERP', 'review', 'D1'))).trace.weakest).toBe(null);
    // T5: D3 is reviewed blindly in ERP, where the certificate is built, not the laboratory record.
    const t5 = reasoned(template('t5'));
    const kinds = (name: string): readonly string[] =>
      traceOutput(t5.analyst, idIn(t5.doc, name)).weaknesses.map((one) => one.kind);
    expect(kinds('R4')).toContain('blind_review');
    expect(kinds('R1')).not.toContain('blind_review');
  });
});

const ON_OUTPUT: readonly RuleId[] = ['P01', 'P02', 'P03', 'P04', 'P05', 'P07', 'P08', 'O01', 'O02'];
const ON_DATA: readonly RuleId[] = ['M02', 'M03', 'M04', 'M05', 'M07', 'M08', 'R05', 'R06', 'I04', 'O01', 'O02'];
const ON_INTERFACE: readonly RuleId[] = ['I01', 'I02', 'I03', 'M09', 'O01', 'O02'];
const ON_STEP: readonly RuleId[] = ['M01', 'O01', 'O02'];

describe('weaknesses and findings', () => {
  it('TRC-6 are the same gaps on any board', () => {
    const seen = new Set<RuleId>();
    for (let at = 1; at <= 120; at += 1) {
      const board = randomBoard(at);
      const { analyst, snapshot } = reasoned(board);
      const { findings } = analyst.analysis;
      const keys = new Map(findings.map((one) => [one.key, one]));
      const about = (rules: readonly RuleId[], ref: string): readonly string[] =>
        findings.flatMap((one) => (one.subjects[0] === ref && rules.includes(one.rule) ? [one.key] : []));
      for (const { id } of live(snapshot, 'output')) {
        const trace = traceOutput(analyst, id);
        const told = trace.weaknesses.flatMap((one) => one.finding ?? []);
        expect(new Set(told).size).toBe(told.length);
        for (const one of trace.weaknesses) {
          expect(one.finding === null).toBe(one.rule === null);
          expect(keys.get(one.finding ?? '')?.rule ?? null).toBe(one.rule);
          if (one.rule !== null) seen.add(one.rule);
        }
        const expected = [
          ...about(ON_OUTPUT, trace.output),
          ...trace.feeds.flatMap((feed) => about(ON_DATA, feed.data)),
          ...trace.feeds.flatMap((feed) => feed.writes.flatMap((one) => about(ON_STEP, one.step))),
          ...trace.interfaces.flatMap((one) => about(ON_INTERFACE, one.interface)),
        ];
        expect(expected.filter((key) => !told.includes(key))).toEqual([]);
        const unfed = trace.feeds.some((feed) => feed.gone.length === 0 && feed.supply?.kind === 'broken');
        expect(about(['P04'], trace.output).length > 0).toBe(unfed);
        expect(about(['P02'], trace.output).length > 0).toBe(trace.feeds.length === 0);
        expect(trace.weaknesses.map((one) => one.rank)).toEqual(
          trace.weaknesses.map((one) => one.rank).sort((a, b) => a - b),
        );
        for (const one of trace.interfaces.filter(({ carriesRegulated }) => carriesRegulated))
          expect(one.evidenced).toBe(about(['I01', 'I02'], one.interface).length === 0);
      }
    }
    expect([...seen].sort()).toEqual(
      expect.arrayContaining(['I01', 'I02', 'I03', 'M02', 'M03', 'M05', 'M06', 'M08', 'P02', 'P03', 'P04', 'R06']),
    );
  });

  it('TRC-6 facts without findings do', () => {
    const { snapshot, input } = reasoned(template('t2'));
    const facts = new Analyst(snapshot, input).facts;
    const [output] = live(snapshot, 'output');
    expect(traceOutput(facts, output!.id).weakest?.rule).toBe('M05');
  });
});
