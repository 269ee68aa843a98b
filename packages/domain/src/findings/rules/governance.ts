/** G rules: whether the functions have said who signs, what it is, and what they disagree on (DOMAIN section 4). */
import {
  CONTEXTS,
  type ContextAnswer,
  type ContextQuestion,
  type Contestable,
  type Question,
} from '../../schema/scoping.ts';
import { FUNCTIONS, OWNING_FUNCTIONS, SYSTEM_KINDS, type OwningFunction } from '../../schema/vocabulary.ts';
import type { EntityId } from '../../read/snapshot.ts';
import type { Facts } from '../facts.ts';
import { refs, rule, type Hit, type Rule } from '../rule.ts';

/** Of several entries for the same thing the last one counts. */
const lastOf = <T>(entries: readonly T[], thing: (entry: T) => string): readonly T[] => [
  ...new Map(entries.map((entry) => [thing(entry), entry])).values(),
];
const ballotsOf = (facts: Facts) => lastOf(facts.input('ballots'), (ballot) => ballot.participant);

export const G01 = rule('G01', 'B', 'function', (facts, said) => {
  const members = lastOf(facts.input('members'), (member) => member.principal);
  const signers = members.filter((member) => member.signer && member.function === said).length;
  return signers !== 1 && { subjects: [refs.function(said)], inputs: [signers], owes: [said] };
});

export const G02 = rule('G02', 'B', 'board', (facts) => {
  const { provisional } = facts.classification();
  if (provisional.length === 0) return null;
  const functions = provisional.filter((reason) => reason !== 'B0');
  const scattered = provisional.includes('B0');
  return {
    subjects: [],
    details: { functions: functions.map(refs.function), reasons: scattered ? ['reason/B0'] : [] },
    owes: scattered ? OWNING_FUNCTIONS : functions,
  };
});

/** The functions at the ends of a disagreement: they have to talk. */
function disagreeing(facts: Facts, question: Contestable): readonly OwningFunction[] {
  const { medians, purposes } = facts.classification();
  const said = question === 'P' ? purposes : (medians.find((one) => one.question === (question as Question))?.by ?? {});
  const functions = OWNING_FUNCTIONS.filter((one) => said[one] !== undefined);
  if (question === 'P') return functions;
  const values = functions.map((one) => Number(said[one]));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return functions.filter((_, at) => values[at] === low || values[at] === high);
}

export const G03 = rule('G03', 'W', 'board', (facts) => {
  const { contested, medians, purposes } = facts.classification();
  return contested
    .filter((question) => !facts.hasAgreedDecision(`scoping.${question}`))
    .map((question): Hit => {
      const said = question === 'P' ? purposes : medians.find((one) => one.question === question)?.by;
      return {
        subjects: [refs.scoping(question)],
        inputs: OWNING_FUNCTIONS.map((one) => said?.[one] ?? null),
        owes: disagreeing(facts, question),
      };
    });
});

export const G04 = rule('G04', 'B', 'question', (facts, id) => {
  if (facts.isAnswered(id)) return null;
  const question = facts.index.entity('question', id);
  return {
    subjects: [refs.question(id)],
    inputs: [question?.text, question?.toFunction, question?.due],
    owes: [question?.toFunction ?? 'OPS'],
  };
});

/** True when a decision is about something that quality must be able to refuse. */
function isQualitysOwn(facts: Facts, decision: EntityId): boolean {
  const tied = [
    ...facts.index.rows('linkByFrom', decision).map(({ parts }) => parts.to),
    ...facts.index.rows('linkByTo', decision).map(({ parts }) => parts.from),
  ];
  return tied.some(
    (subject) =>
      subject === 'area.validation' ||
      facts.isRegulatedOutput(subject) ||
      // An acceptance criterion belongs to the validation area.
      facts.index.entity('criterion', subject) !== undefined,
  );
}

export const G05 = rule('G05', 'B', 'decision', (facts, id) => {
  const last = new Map(facts.stancesOn(id).map((stance) => [stance.function, stance]));
  const dissents = [...last.values()].filter((stance) => stance.stance === 'dissent');
  const decision = facts.index.entity('decision', id);
  const unexplained = facts.decisionState(id) === 'agreed' && (decision?.rationale ?? '').trim() === '';
  const silent = dissents.filter((stance) => stance.reason.trim() === '');
  const blocking = dissents.filter((stance) => stance.function === 'QUA' && isQualitysOwn(facts, id));
  if (!unexplained && silent.length === 0 && blocking.length === 0) return null;
  const by = new Set([...silent, ...blocking].map((stance) => stance.function));
  const functions = OWNING_FUNCTIONS.filter((said) => by.has(said));
  return {
    subjects: [refs.decision(id)],
    details: {
      lacks: [...(unexplained ? ['lacks/rationale'] : []), ...(silent.length > 0 ? ['lacks/reason'] : [])],
      blocks: blocking.map((stance) => refs.function(stance.function)),
      functions: functions.map(refs.function),
    },
    owes: functions.length > 0 ? functions : facts.accountable(id, 'OPS'),
  };
});

/** What on the map stands for a "yes" to each question of the context. */
const MAPPED: Readonly<Record<ContextQuestion, (facts: Facts) => boolean>> = {
  K1: (facts) => facts.index.ids('system').some((id) => facts.index.entity('system', id)?.validated === 'yes'),
  K2: (facts) => constrained(facts, 'replacement_not_allowed'),
  K3: (facts) => constrained(facts, 'downtime_window'),
  K4: (facts) => facts.anyInterfaceChanged(),
  K5: (facts) => facts.risksOfKind('data_migration').length > 0,
  K6: (facts) => constrained(facts, 'shared_sites'),
  K7: (facts) => constrained(facts, 'vendor_lock'),
};
const constrained = (facts: Facts, kind: string): boolean =>
  facts.index.ids('constraint').some((id) => facts.index.entity('constraint', id)?.kind === kind);

/** Yes if anybody says yes, unknown if nobody does and somebody does not know. */
export function contextAnswer(facts: Facts, question: ContextQuestion): ContextAnswer | null {
  const said = new Set(ballotsOf(facts).map((ballot) => ballot.context?.[question]));
  return said.has('yes') ? 'yes' : said.has('unknown') ? 'unknown' : said.has('no') ? 'no' : null;
}

export const G06 = rule('G06', 'W', 'board', (facts) =>
  CONTEXTS.flatMap((question): readonly Hit[] => {
    const answer = contextAnswer(facts, question);
    if (answer !== 'unknown' && (answer !== 'yes' || MAPPED[question](facts))) return [];
    const saying = ballotsOf(facts).filter((ballot) => ballot.context?.[question] === answer);
    const owes = OWNING_FUNCTIONS.filter((said) => saying.some((ballot) => ballot.function === said));
    return [{ subjects: [refs.scoping(question)], inputs: [answer], owes: owes.length > 0 ? owes : OWNING_FUNCTIONS }];
  }),
);

export const G07 = rule('G07', 'B', 'board', (facts) => {
  const noStep = facts.index.ids('step').length === 0;
  const noOutput = !facts.anyRegulatedOutput();
  if (!noStep && !noOutput) return null;
  return {
    subjects: [],
    details: { lacks: [...(noStep ? ['lacks/step'] : []), ...(noOutput ? ['lacks/output'] : [])] },
    owes: [...(noStep ? (['OPS'] as const) : []), ...(noOutput ? (['QUA'] as const) : [])],
  };
});

const SOFTWARE_WORDS = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${SYSTEM_KINDS.filter((kind) => kind !== 'other').join('|')}|upgrades?|implementations?|roll-?outs?)(?![\p{L}\p{N}])`,
  'iu',
);

export const G08 = rule('G08', 'I', 'board', (facts) => {
  const title = facts.index.single('process').title ?? facts.index.single('board').title ?? '';
  return SOFTWARE_WORDS.test(title) && { subjects: [], inputs: [title], owes: ['OPS'] as const };
});

/**
 * Who takes part as a person named on the board does so for the function of that person. Where they sign for another one the
 * charter would say two things of one signature, so that it cannot be accepted.
 */
export const G09 = rule('G09', 'W', 'person', (facts, id) => {
  const named = facts.functionOf(id);
  if (named === '') return null;
  const others = lastOf(facts.input('members'), (member) => member.principal).filter(
    (member) => member.person === id && member.function !== named,
  );
  if (others.length === 0) return null;
  const signers = others.filter((member) => member.signer);
  const isOf = (said: string) => (signers.length > 0 ? signers : others).some((member) => member.function === said);
  const functions = FUNCTIONS.filter(isOf);
  const owing = OWNING_FUNCTIONS.filter(isOf);
  return {
    subjects: [refs.person(id)],
    severity: signers.length > 0 ? 'B' : 'W',
    details: { named: [refs.function(named)], functions: functions.map(refs.function) },
    inputs: others.map((member) => `${member.principal} ${member.function}`).sort(),
    // Two functions that differ are not both OTHER.
    owes: owing.length > 0 ? owing : [named as OwningFunction],
  };
});

export const GOVERNANCE_RULES: readonly Rule[] = [G01, G02, G03, G04, G05, G06, G07, G08, G09] as readonly Rule[];
