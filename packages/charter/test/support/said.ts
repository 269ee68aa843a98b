/**
 * T1 after people have spoken: members of each function, every duty but one assessed, a decision that was agreed over a
 * dissent, one that was reworded since, a question that was answered, a warning that all accepted and one that lapsed.
 */
import {
  addLink,
  analyse,
  createEntity,
  decisionFingerprint,
  NO_INPUT,
  readSnapshot,
  seededIds,
  setField,
  withdrawResponsibility,
  type Finding,
  type RuleId,
} from '@chartroom/domain';
import { analysisInput } from '@chartroom/record';
import type * as Y from 'yjs';
import { edit, idOf, seeded } from './board.ts';
import { Pen } from './record.ts';

export interface Spoken {
  readonly doc: Y.Doc;
  readonly pen: Pen;
  /** Ids of what was spoken of. */
  readonly decision: string;
  readonly reworded: string;
  readonly question: string;
  readonly open: string;
}

type Accepted = Pick<Finding, 'rule' | 'key' | 'fingerprint'>;

/** The finding of a rule as it stands on this board. */
export const findingOf = (doc: Y.Doc, pen: Pen, rule: RuleId): Finding => {
  const input = pen.entries.length === 0 ? NO_INPUT : analysisInput(pen.projection);
  const found = analyse(readSnapshot(doc), input).findings.find((one) => one.rule === rule);
  if (found === undefined) throw new Error(`The rule ${rule} finds nothing`);
  return found;
};

/** Replaces every text that somebody says; without it they say what fits. */
export const spoken = (text: string | null = null): Spoken => {
  const doc = seeded('t1');
  const ids = seededIds(31);
  const at = readSnapshot(doc);
  const risk = (kind: string): string => at.entities.risk.find((one) => one.kind === kind)!.id;
  const person = (label: string): string => idOf(at, 'person', label);
  const says = (fitting: string): string => text ?? fitting;

  const worded = { statement: 'QMS keeps the nonconformance', rationale: 'It holds it today and is validated for it' };
  const decision = edit(doc, createEntity('decision', worded, { ids }));
  edit(doc, addLink({ from: decision, to: idOf(at, 'dataObject', 'D4') }));
  const before = { statement: 'Limits are set in MES', rationale: 'Operators see them there' };
  const reworded = edit(doc, createEntity('decision', before, { ids }));
  const question = edit(
    doc,
    createEntity('question', { text: 'How long may a lot wait?', toFunction: 'OPS', due: '2026-12-01' }, { ids }),
  );
  const open = edit(
    doc,
    createEntity('question', { text: 'Who restores the historian?', toFunction: 'IT', due: '2026-12-05' }, { ids }),
  );
  edit(
    doc,
    setField('output', idOf(at, 'output', 'R3'), 'reportLogic', null),
    withdrawResponsibility({ subject: 'area.requirements', function: 'IT', code: 'C', person: person('ML') }),
  );

  const pen = new Pen()
    .joins('priya', {
      name: says('Priya Nair'),
      function: 'QUA',
      role: 'facilitator',
      signer: true,
      person: person('PN'),
    })
    .joins('lena', { name: says('Lena Wirth'), signer: true, person: person('LW'), discipline: says('line 4') })
    .joins('marta', { name: says('Marta Lindqvist'), function: 'IT', person: person('ML'), jobTitle: says('MES lead') })
    // Speaks for IT, while the board names this person for quality.
    .joins('hana', { name: says('Hana Kovács'), function: 'IT', person: person('HK'), role: 'commenter', guest: true });

  const assess = (who: string, kind: string, state: 'assessed' | 'mitigated' | 'accepted', rationale: string) =>
    pen.says(who, 'assess', { risk: risk(kind), state, rationale: says(rationale), residual: 'low' });
  assess('lena', 'downtime', 'assessed', 'The line stops for two hours at most; orders are moved to line 3.');
  assess('marta', 'integration', 'mitigated', 'Messages are queued and replayed.');
  assess('priya', 'batch_record', 'accepted', 'The compiled record names its parts.');

  const now = decisionFingerprint(worded.statement, worded.rationale);
  const then = decisionFingerprint(before.statement, before.rationale);
  const stance = (who: string, about: string, said: 'agree' | 'abstain' | 'dissent', reason: string) =>
    pen.says(who, 'stance', {
      decision: about,
      stance: said,
      reason: reason === '' ? '' : says(reason),
      fingerprint: about === decision ? now : then,
    });
  stance('lena', decision, 'agree', '');
  stance('marta', decision, 'abstain', 'IT carries it either way.');
  stance('priya', decision, 'dissent', 'The investigation starts in MES.\nTwo places are looked at in an audit.');
  pen.says('priya', 'decide', {
    decision,
    state: 'agreed',
    fingerprint: now,
    reason: says('Carried by operations and IT; reviewed in May.'),
  });
  stance('lena', reworded, 'dissent', 'Limits belong to the specification.');
  pen.says('lena', 'decide', { decision: reworded, state: 'agreed', fingerprint: then });
  edit(doc, setField('decision', reworded, 'statement', 'Limits are set in LIMS'));

  pen.says('lena', 'answer', { question, text: says('Four hours at 15 to 25 °C.\nLonger only with a deviation.') });

  const accept = (who: string, { rule, key, fingerprint }: Accepted, rationale: string, due?: string) =>
    pen.says(who, 'accept', {
      rule,
      key,
      fingerprint,
      rationale: says(rationale),
      ...(due === undefined ? {} : { due }),
    });
  const p08 = findingOf(doc, pen, 'P08');
  accept('lena', p08, 'The report is replaced in spring.', '2027-03-31');
  accept('priya', p08, 'Checked by hand until then.');
  accept('marta', p08, 'No change to its logic is planned.');
  const o11 = findingOf(doc, pen, 'O11');
  accept('lena', o11, 'IT is heard through data models.');
  accept('priya', { rule: o11.rule, key: o11.key, fingerprint: '0'.repeat(64) }, 'As before.');

  pen.says('lena', 'ready', { ready: true, until: '2026-12-10', note: says('After the trial run.') });
  pen.says('marta', 'ready', { ready: false });
  return { doc, pen, decision, reworded, question, open };
};
