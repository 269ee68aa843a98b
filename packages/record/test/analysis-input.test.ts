/** What people said, given to the rules of the board. */
import { analyse, Analyst, type Finding, type PlantFunction, type Snapshot } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { analysisInput, EMPTY_RECORD, projectAll, RecordProjector } from '../src/index.ts';
import { BINDING, board, DATA, DECISION, OTHER_QUESTION, QUESTION, RISK, WORDING } from './support/board.ts';
import { entityId, HASH, Pen, randomId } from './support/record.ts';

const [anna, bert, carla, quinn, olga] = ['anna', 'bert', 'carla', 'quinn', 'olga'].map(randomId) as [
  string,
  string,
  string,
  string,
  string,
];
const crew = (): Pen =>
  new Pen()
    .joins(anna, { role: 'facilitator', function: 'OPS', signer: true })
    .joins(bert, { function: 'IT', signer: true, person: entityId(99) })
    .joins(carla, { function: 'QUA', signer: true })
    .joins(quinn, { function: 'QUA' })
    .joins(olga, { function: 'OTHER', signer: true });

const found = (pen: Pen, snapshot: Snapshot = board()): readonly Finding[] =>
  analyse(snapshot, analysisInput(projectAll(pen.entries))).findings;
const keys = (pen: Pen, rule: string): readonly string[] =>
  found(pen)
    .filter((one) => one.rule === rule)
    .map((one) => one.key);
const m08 = (pen: Pen, snapshot?: Snapshot): Finding => found(pen, snapshot).find((one) => one.rule === 'M08')!;
const accepts = (pen: Pen, actor: string, { key, fingerprint }: Pick<Finding, 'key' | 'fingerprint'>): Pen =>
  pen.says(actor, 'accept', { rule: 'M08', key, fingerprint, rationale: 'Replaced next year' });

describe('analysisInput', () => {
  it('REC-100 an empty record says nothing', () => {
    expect(Object.values(analysisInput(EMPTY_RECORD)).flat()).toEqual([]);
  });

  it('REC-100 an assessed risk closes its part of R03', () => {
    expect(keys(crew(), 'R03')).toContain('R03 riskKind/downtime');
    const pen = crew().says(anna, 'assess', { risk: RISK, state: 'assessed', rationale: 'Two hours at most' });
    expect(keys(pen, 'R03')).toEqual(['R03 riskKind/integration', 'R03 riskKind/performance']);
  });

  it('REC-100 an answered question closes its G04, and no other', () => {
    expect(keys(crew(), 'G04')).toEqual([`G04 question/${QUESTION}`, `G04 question/${OTHER_QUESTION}`]);
    expect(keys(crew().says(carla, 'answer', { question: QUESTION, text: 'Quality' }), 'G04')).toEqual([
      `G04 question/${OTHER_QUESTION}`,
    ]);
  });

  it('REC-100 one signer a function closes G01; a guest and a member of OTHER are none', () => {
    expect(keys(new Pen(), 'G01')).toHaveLength(3);
    expect(keys(crew(), 'G01')).toEqual([]);
    expect(keys(crew().joins(quinn, { function: 'QUA', signer: true }), 'G01')).toEqual(['G01 function/QUA']);
    expect(keys(crew().joins(quinn, { function: 'QUA', signer: true, guest: true }), 'G01')).toEqual([]);
    expect(keys(crew().joins(carla, { role: null }), 'G01')).toEqual(['G01 function/QUA']);
    const { members } = analysisInput(projectAll(crew().entries));
    expect(members.find((one) => one.principal === olga)).toEqual({
      principal: olga,
      function: 'OTHER',
      signer: false,
    });
    expect(members.find((one) => one.principal === bert)?.person).toBe(entityId(99));
  });

  it('REC-101 three acceptances of a warning as it stands accept it', () => {
    const pen = crew();
    const warning = m08(pen);
    accepts(accepts(pen, anna, warning), bert, warning);
    expect(m08(pen)).toMatchObject({ acceptedBy: ['OPS', 'IT'], accepted: false });
    expect(m08(accepts(pen, olga, warning))).toMatchObject({ acceptedBy: ['OPS', 'IT'], accepted: false });
    const { acceptances } = analysisInput(projectAll(pen.entries));
    expect(acceptances.map((one) => one.function)).toEqual(['OPS', 'IT']);
    expect(m08(accepts(pen, quinn, warning))).toMatchObject({ acceptedBy: ['OPS', 'QUA', 'IT'], accepted: true });
  });

  it('REC-101 acceptances lapse when the warning changes, and hold again for those who repeat them', () => {
    const pen = crew();
    const before = m08(pen);
    for (const one of [anna, bert, carla]) accepts(pen, one, before);
    const changed = board({ system: 'spreadsheet' });
    const now = m08(pen, changed);
    expect(now.fingerprint).not.toBe(before.fingerprint);
    expect(now).toMatchObject({ acceptedBy: [], lapsed: ['OPS', 'QUA', 'IT'], accepted: false });
    expect(m08(accepts(pen, quinn, now), changed)).toMatchObject({ acceptedBy: ['QUA'], lapsed: ['OPS', 'IT'] });
  });

  it('REC-101 an acceptance is that of the function for which it was said, whatever the member speaks for later', () => {
    const pen = crew();
    const warning = m08(pen);
    accepts(pen, quinn, warning).joins(quinn, { function: 'IT' });
    expect(m08(pen).acceptedBy).toEqual(['QUA']);
    expect(m08(accepts(pen, quinn, warning)).acceptedBy).toEqual(['QUA', 'IT']);
    pen.joins(quinn, { role: null });
    expect(m08(pen).acceptedBy).toEqual(['QUA', 'IT']);
  });

  it('REC-102 of two people of one function the one who spoke last is heard', () => {
    const says = (pen: Pen, actor: string, stance: 'agree' | 'dissent') =>
      pen.says(actor, 'stance', { decision: DECISION, stance, reason: 'Risk', fingerprint: BINDING.decision });
    const pen = says(says(crew(), carla, 'agree'), quinn, 'dissent');
    // Quality's dissent on what is tied to the validation area blocks.
    expect(keys(pen, 'G05')).toEqual([`G05 decision/${DECISION}`]);
    expect(keys(says(pen, carla, 'agree'), 'G05')).toEqual([]);
    expect(keys(says(pen, quinn, 'dissent'), 'G05')).toHaveLength(1);
  });

  it('REC-102 a decision is agreed until it is reversed, with the last word', () => {
    const states = (pen: Pen) => analysisInput(projectAll(pen.entries)).decisions;
    const decide = (pen: Pen, state: 'agreed' | 'reversed') =>
      pen.says(anna, 'decide', { decision: DECISION, state, fingerprint: HASH });
    const pen = decide(crew(), 'agreed');
    expect(states(pen)).toEqual([{ decision: DECISION, state: 'agreed', byFacilitator: true, fingerprint: HASH }]);
    expect(states(decide(pen, 'reversed'))).toEqual([
      { decision: DECISION, state: 'reversed', byFacilitator: true, fingerprint: HASH },
    ]);
  });

  it('REC-106 an answer, an assessment and a dissent count while the wording of which they were said stands', () => {
    const pen = crew()
      .says(carla, 'answer', { question: QUESTION, text: 'Quality', fingerprint: BINDING.question })
      .says(anna, 'assess', { risk: RISK, state: 'assessed', rationale: 'Two hours', fingerprint: BINDING.risk })
      .says(carla, 'stance', {
        decision: DECISION,
        stance: 'dissent',
        reason: 'Risk',
        fingerprint: BINDING.decision,
      });
    const rules = (worded: Partial<typeof WORDING>, by = pen): readonly string[] =>
      found(by, board({ worded: { ...WORDING, ...worded } }))
        .map((one) => one.key)
        .filter((key) => [`G04 question/${QUESTION}`, 'R03 riskKind/downtime'].includes(key) || key.startsWith('G05'));
    expect(rules({})).toEqual([`G05 decision/${DECISION}`]);
    expect(rules({ statement: 'Drop paper' })).toEqual([]);
    expect(rules({ note: 'The press' })).toEqual(['R03 riskKind/downtime', `G05 decision/${DECISION}`]);
    expect(rules({ question: 'Who signs?' })).toEqual([`G04 question/${QUESTION}`, `G05 decision/${DECISION}`]);
    const unbound = crew()
      .says(carla, 'answer', { question: QUESTION, text: 'Quality' })
      .says(anna, 'assess', { risk: RISK, state: 'assessed', rationale: 'Two hours' });
    expect(rules({ question: 'Who signs?', note: 'The press' }, unbound)).toEqual([]);
  });

  it('REC-106 a decision that reads differently than it was agreed is open', () => {
    const decide = (fingerprint: string): Pen =>
      crew().says(anna, 'decide', { decision: DECISION, state: 'agreed', fingerprint });
    const state = (pen: Pen) =>
      new Analyst(board(), analysisInput(projectAll(pen.entries))).facts.decisionState(DECISION);
    expect([state(decide(BINDING.decision)), state(decide(HASH))]).toEqual(['agreed', 'open']);
  });

  it('REC-107 whoever decided is a facilitator or not as they were then, whatever they are now', () => {
    const by = (pen: Pen) => analysisInput(projectAll(pen.entries)).decisions.map((one) => one.byFacilitator);
    const decide = (pen: Pen, actor: string): Pen =>
      pen.says(actor, 'decide', { decision: DECISION, state: 'agreed', fingerprint: HASH });
    expect([by(decide(crew(), anna)), by(decide(crew(), bert))]).toEqual([[true], [false]]);
    expect(by(decide(crew(), anna).joins(anna, { role: 'contributor' }))).toEqual([true]);
    expect(by(decide(crew(), bert).joins(bert, { role: 'facilitator', function: 'IT' }))).toEqual([false]);
    expect(by(decide(crew(), randomId('nobody')))).toEqual([false]);
  });

  it('REC-103 lists that nothing was said about stay the same objects, so that rules are not asked again', () => {
    const pen = crew();
    const projector = new RecordProjector().add(pen.entries);
    const before = analysisInput(projector.value);
    pen.says(carla, 'answer', { question: QUESTION, text: 'Quality' });
    const { answers, ...others } = analysisInput(projector.add(pen.entries).value);
    expect(answers).not.toBe(before.answers);
    for (const [key, list] of Object.entries(others)) expect(list, key).toBe(before[key as keyof typeof before]);

    const snapshot = board();
    const analyst = new Analyst(snapshot, analysisInput(projector.value));
    const { findings } = analyst.analysis;
    const computations = analyst.computations;
    pen.says(anna, 'ready', { ready: true });
    analyst.advance(snapshot, analysisInput(projector.add(pen.entries).value));
    expect(analyst.analysis.findings).toBe(findings);
    expect(analyst.computations).toBe(computations);
  });

  it('REC-104 a finding can be named by everything that has a key: data, questions, the board', () => {
    const all = found(crew());
    for (const { rule, key, fingerprint } of all) {
      const pen = crew().says(anna, 'accept', { rule, key, fingerprint, rationale: 'As it stands' });
      const now = found(pen).find((one) => one.key === key)!;
      expect(now.acceptedBy, key).toEqual(now.severity === 'W' || rule === 'G04' ? ['OPS'] : []);
    }
    expect(all.some((one) => one.subjects.includes(`dataObject/${DATA}`))).toBe(true);
    const functions: readonly PlantFunction[] = ['OPS', 'QUA', 'IT', 'OTHER'];
    expect(
      functions.every((said) => analysisInput(projectAll(crew().entries)).members.some((one) => one.function === said)),
    ).toBe(true);
  });
});
