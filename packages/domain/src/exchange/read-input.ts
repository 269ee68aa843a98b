/** Reads what people said about a board from its exported form. Strict: unknown members and values are faults. */
import { RULE_IDS } from '../findings/finding.ts';
import {
  ASSESSED,
  NO_INPUT,
  type Acceptance,
  type AnalysisInput,
  type Assessment,
  type DecisionState,
  type Member,
  type QuestionAnswer,
  type Stance,
} from '../findings/input.ts';
import { ANSWERS, CONTEXT_ANSWERS, CONTEXTS, PURPOSES, QUESTIONS, type Ballot } from '../schema/scoping.ts';
import { FUNCTIONS, OWNING_FUNCTIONS } from '../schema/vocabulary.ts';
import type { JsonPath } from './json-place.ts';
import type { JsonObject, Reading } from './reading.ts';

/** Reads one entry whose members are known to be no others. */
type Entry<T> = (reading: Reading, entry: JsonObject, path: JsonPath) => T;

/** Answers by question; a question that is left out is left out. */
function answers<Q extends string, A extends string | number | null>(
  reading: Reading,
  value: unknown,
  path: JsonPath,
  questions: readonly Q[],
  allowed: readonly A[],
): Partial<Record<Q, A>> {
  const said = reading.object(value, path);
  reading.only(said, path, questions, 'the questionnaire');
  const read: Partial<Record<Q, A>> = {};
  for (const question of questions)
    if (said[question] !== undefined) read[question] = reading.oneOf(said[question], [...path, question], allowed);
  return read;
}

const ballot: Entry<Ballot> = (reading, entry, path) => ({
  participant: reading.text(entry['participant'], [...path, 'participant']),
  function: reading.oneOf(entry['function'], [...path, 'function'], FUNCTIONS),
  purpose: reading.oneOf(entry['purpose'] ?? null, [...path, 'purpose'], [null, ...PURPOSES]),
  answers: answers(reading, entry['answers'], [...path, 'answers'], QUESTIONS, [...ANSWERS, null]),
  ...(entry['context'] === undefined
    ? {}
    : { context: answers(reading, entry['context'], [...path, 'context'], CONTEXTS, CONTEXT_ANSWERS) }),
});

/** The wording of which something was said; left out, it is of any. */
const ofWording = (reading: Reading, entry: JsonObject, path: JsonPath): { readonly fingerprint?: string } =>
  entry['fingerprint'] === undefined
    ? {}
    : { fingerprint: reading.text(entry['fingerprint'], [...path, 'fingerprint']) };

const assessment: Entry<Assessment> = (reading, entry, path) => ({
  risk: reading.id(entry['risk'], [...path, 'risk']),
  state: reading.oneOf(entry['state'], [...path, 'state'], ASSESSED),
  ...ofWording(reading, entry, path),
});

const answer: Entry<QuestionAnswer> = (reading, entry, path) => ({
  question: reading.id(entry['question'], [...path, 'question']),
  ...ofWording(reading, entry, path),
});

const decision: Entry<DecisionState> = (reading, entry, path) => ({
  decision: reading.id(entry['decision'], [...path, 'decision']),
  state: reading.oneOf(entry['state'], [...path, 'state'], ['agreed', 'reversed'] as const),
  ...(entry['byFacilitator'] === undefined
    ? {}
    : { byFacilitator: reading.oneOf(entry['byFacilitator'], [...path, 'byFacilitator'], [true, false]) }),
  ...ofWording(reading, entry, path),
});

const stance: Entry<Stance> = (reading, entry, path) => ({
  decision: reading.id(entry['decision'], [...path, 'decision']),
  function: reading.oneOf(entry['function'], [...path, 'function'], FUNCTIONS),
  stance: reading.oneOf(entry['stance'], [...path, 'stance'], ['agree', 'abstain', 'dissent'] as const),
  reason: entry['reason'] === undefined ? '' : reading.text(entry['reason'], [...path, 'reason']),
  ...ofWording(reading, entry, path),
});

const acceptance: Entry<Acceptance> = (reading, entry, path) => ({
  rule: reading.oneOf(entry['rule'], [...path, 'rule'], RULE_IDS),
  key: reading.text(entry['key'], [...path, 'key']),
  function: reading.oneOf(entry['function'], [...path, 'function'], OWNING_FUNCTIONS),
  fingerprint: reading.text(entry['fingerprint'], [...path, 'fingerprint']),
});

const member: Entry<Member> = (reading, entry, path) => ({
  principal: reading.text(entry['principal'], [...path, 'principal']),
  function: reading.oneOf(entry['function'], [...path, 'function'], FUNCTIONS),
  signer: reading.oneOf(entry['signer'] ?? false, [...path, 'signer'], [true, false]),
  ...(entry['person'] === undefined ? {} : { person: reading.id(entry['person'], [...path, 'person']) }),
});

/** Each list: what an entry is called, its members, and its reader. */
const LISTS: {
  readonly [L in keyof AnalysisInput]: readonly [string, readonly string[], Entry<AnalysisInput[L][number]>];
} = {
  ballots: ['a ballot', ['participant', 'function', 'purpose', 'answers', 'context'], ballot],
  assessments: ['an assessment', ['risk', 'state', 'fingerprint'], assessment],
  answers: ['an answer', ['question', 'fingerprint'], answer],
  decisions: ['a state of a decision', ['decision', 'state', 'byFacilitator', 'fingerprint'], decision],
  stances: ['a stance', ['decision', 'function', 'stance', 'reason', 'fingerprint'], stance],
  acceptances: ['an acceptance', ['rule', 'key', 'function', 'fingerprint'], acceptance],
  members: ['a member', ['principal', 'function', 'signer', 'person'], member],
};

export function readInput(reading: Reading, value: unknown, path: JsonPath): AnalysisInput {
  const said = reading.object(value, path);
  reading.only(said, path, Object.keys(LISTS), 'what people said');
  const read = Object.entries(LISTS).map(([name, [what, members, entry]]) => {
    const items = reading.list(said[name], [...path, name]).map(([item, at]) => {
      const object = reading.object(item, at);
      reading.only(object, at, members, what);
      return entry(reading, object, at);
    });
    return [name, items] as const;
  });
  return { ...NO_INPUT, ...Object.fromEntries(read) };
}
