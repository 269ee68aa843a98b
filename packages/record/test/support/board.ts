/** A small board with one gap of each kind that the record can close, from its exported form. */
import {
  decisionFingerprint,
  questionFingerprint,
  readBoardJson,
  riskFingerprint,
  type Snapshot,
} from '@chartroom/domain';
import { entityId } from './record.ts';

export const [STEP, PAPER, DATA, RISK, QUESTION, DECISION, OTHER_QUESTION] = [1, 2, 3, 4, 5, 6, 7].map(entityId) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

/** Wordings of which something is said. */
export const WORDING = { question: 'Who reviews?', statement: 'Keep paper', note: '' };
/** What binds a word to these wordings. */
export const BINDING = {
  question: questionFingerprint('Who reviews?', 'QUA'),
  decision: decisionFingerprint('Keep paper', 'Until the new line stands'),
  risk: riskFingerprint('downtime', 'OPS', ''),
};

/** Quality changes what operators do (R03); regulated data on paper (M08); two questions (G04); a decision (G05). */
export function board({ dataTitle = 'Lot values', system = 'paper', worded = WORDING } = {}): Snapshot {
  const read = readBoardJson(
    JSON.stringify({
      format: 'chartroom.board',
      version: 1,
      board: { title: 'Line 1' },
      process: { title: 'Release of lots' },
      entities: {
        step: [{ id: STEP, title: 'Test', kind: 'test', driver: 'QUA', change: 'modify', order: 'a0' }],
        system: [{ id: PAPER, name: 'Form', kind: system, auditTrail: 'no' }],
        dataObject: [{ id: DATA, title: dataTitle, regulated: true }],
        risk: [{ id: RISK, kind: 'downtime', dutyFunction: 'OPS' }],
        question: [
          { id: QUESTION, text: worded.question, toFunction: 'QUA' },
          { id: OTHER_QUESTION, text: 'Who restores?', toFunction: 'IT' },
        ],
        decision: [{ id: DECISION, statement: worded.statement, rationale: 'Until the new line stands' }],
      },
      rows: {
        role: [{ key: `${STEP}|*|${PAPER}|record` }],
        stepData: [{ key: `${STEP}|${DATA}|create` }],
        link: [{ key: `${DECISION}|area.validation` }],
      },
      texts: worded.note === '' ? {} : { [`${RISK}:note`]: worded.note },
    }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.snapshot;
}
