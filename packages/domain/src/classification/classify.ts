/**
 * The algorithm of DOMAIN section 3: scores and purpose give a base, the map corrects it, and what is missing makes it
 * provisional. Pure; thresholds belong to `RULESET`.
 */
import {
  PURPOSE_QUESTION,
  QUESTIONS,
  RULESET,
  type Axis,
  type Ballot,
  type Contestable,
  type InitiativeClass,
  type Purpose,
} from '../schema/scoping.ts';
import type { EntityId } from '../read/snapshot.ts';
import { OWNING_FUNCTIONS } from '../schema/vocabulary.ts';
import {
  allScores,
  atLeast,
  ballotsBy,
  closerThan,
  compareRational,
  hasVoted,
  jointPurpose,
  mediansOf,
  purposesOf,
  rounded,
  type Rational,
} from './ballots.ts';
import type { Classification, MapCount, MapRule, Medians, ProvisionalReason, ScoreRule } from './classification.ts';

/** Medians from here on say that the function deliberately changes something. */
const DELIBERATE = 2;
const THRESHOLDS = {
  /** T3: both scores, of 100. */
  bothHigh: 50,
  /** T4: apart by less, of 100. */
  close: 15,
  /** B0: share of changed regulated data objects with exactly one system of record, in percent. */
  settled: 70,
  /** B1: share of records in the other function's domain, in percent. */
  foreign: 40,
  /** B3: share of records in the purpose's domain, in percent. */
  own: 80,
} as const;

const isLed = (result: InitiativeClass): result is 'MES_LED' | 'QUALITY_LED' => result !== 'JOINT';

function scoreRules(
  medians: readonly Medians[],
  scores: Readonly<Record<Axis, Rational>>,
  purpose: Purpose,
): readonly ScoreRule[] {
  const deliberate = (question: 'S1' | 'S2'): boolean =>
    Object.values(medians.find((one) => one.question === question)!.by).some((median) => median >= DELIBERATE);
  const { E, Q } = scores;
  const order = compareRational(E, Q);
  const fired: Readonly<Record<ScoreRule, boolean>> = {
    T1: deliberate('S1') || deliberate('S2'),
    T2: purpose === 'SHARED',
    T3: atLeast(E, THRESHOLDS.bothHigh) && atLeast(Q, THRESHOLDS.bothHigh),
    T4: closerThan(E, Q, THRESHOLDS.close),
    T5: (purpose === 'EXEC' && order < 0) || (purpose === 'QUAL' && order > 0),
  };
  return (Object.keys(fired) as ScoreRule[]).filter((rule) => fired[rule]);
}

/** True when `part` is at least `percent` of `whole`, exactly. */
const isShare = (part: number, whole: number, percent: number): boolean => part * 100 >= whole * percent;

function byMap(
  base: InitiativeClass,
  purpose: Purpose,
  fired: readonly ScoreRule[],
  count: MapCount,
): { readonly result: InitiativeClass; readonly rules: readonly MapRule[] } {
  const { objects, settled, domains, across } = count;
  if (objects === 0) return { result: base, rules: [] };
  const rules: MapRule[] = [];
  let result = base;
  const unsettled = !isShare(settled, objects, THRESHOLDS.settled);
  if (unsettled) rules.push('B0');
  else if (isLed(base)) {
    const foreign = base === 'MES_LED' ? domains.Q : domains.X;
    if (isShare(foreign, objects, THRESHOLDS.foreign)) {
      rules.push('B1');
      result = 'JOINT';
    }
  }
  if (across.length > 0) {
    rules.push('B2');
    result = 'JOINT';
  } else if (!unsettled && fired.length === 1 && fired[0] === 'T4') {
    const own = purpose === 'EXEC' ? domains.X : domains.Q;
    if (isShare(own, objects, THRESHOLDS.own)) {
      rules.push('B3');
      result = purpose === 'EXEC' ? 'MES_LED' : 'QUALITY_LED';
    }
  }
  return { result, rules };
}

/** What scores, purpose and map give, with the rules that said so; nothing here looks at who answered. */
export interface Verdict {
  readonly base: InitiativeClass;
  readonly result: InitiativeClass;
  readonly fired: readonly ScoreRule[];
  readonly map: readonly MapRule[];
}

export function verdictOf(
  medians: readonly Medians[],
  scores: Readonly<Record<Axis, Rational>>,
  purpose: Purpose,
  count: MapCount,
): Verdict {
  const fired = scoreRules(medians, scores, purpose);
  const base: InitiativeClass = fired.length > 0 ? 'JOINT' : purpose === 'EXEC' ? 'MES_LED' : 'QUALITY_LED';
  const { result, rules } = byMap(base, purpose, fired, count);
  return { base, result, fired, map: rules };
}

/**
 * Classifies an initiative from its ballots and what its map counts. `madeJointBy`: an agreed decision by which the
 * facilitator made it joint, the only way in which the result can be overridden.
 */
export function classify(
  ballots: readonly Ballot[],
  count: MapCount,
  madeJointBy: EntityId | null = null,
): Classification {
  const by = ballotsBy(ballots);
  const medians = QUESTIONS.map((question) => mediansOf(question, by));
  const scores = allScores(medians);
  const purposes = purposesOf(by);
  const purpose = jointPurpose(purposes);
  const verdict = verdictOf(medians, scores, purpose, count);
  const { base, fired, map } = verdict;
  const result = madeJointBy === null ? verdict.result : 'JOINT';
  const contested: Contestable[] = medians.flatMap((one) => (one.contested ? [one.question] : []));
  if (new Set(Object.values(purposes)).size > 1) contested.unshift(PURPOSE_QUESTION);
  const provisional: ProvisionalReason[] = [
    ...(map.includes('B0') ? (['B0'] as const) : []),
    ...OWNING_FUNCTIONS.filter((said) => !hasVoted(by[said])),
  ];
  const recording = Object.values(medians.find((one) => one.question === 'S3')!.by);
  return {
    ruleset: RULESET,
    result,
    base,
    scores: { E: rounded(scores.E), Q: rounded(scores.Q), S: rounded(scores.S) },
    purpose,
    purposes,
    fired,
    map,
    count,
    medians,
    contested,
    split: medians.flatMap((one) => one.split.map((said) => ({ question: one.question, function: said }))),
    provisional,
    captureChanges: isLed(result) && recording.some((median) => median >= DELIBERATE),
    madeJointBy,
    participants: { OPS: by.OPS.length, QUA: by.QUA.length, IT: by.IT.length },
  };
}
