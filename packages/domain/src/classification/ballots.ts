/** From ballots to what the rules read: medians, disagreement, purpose, scores (DOMAIN section 3). Exact arithmetic. */
import {
  AXES,
  axisOf,
  PURPOSES,
  QUESTIONS,
  WEIGHTS,
  type Answer,
  type Axis,
  type Ballot,
  type Purpose,
  type Question,
} from '../schema/scoping.ts';
import { OWNING_FUNCTIONS, type OwningFunction } from '../schema/vocabulary.ts';
import type { Medians } from './classification.ts';

/** Ballots that count, by function: OTHER contributes to the process, not to its class. */
export type BallotsBy = Readonly<Record<OwningFunction, readonly Ballot[]>>;

export function ballotsBy(ballots: readonly Ballot[]): BallotsBy {
  // Of several ballots of one participant the last one counts.
  const last = [...new Map(ballots.map((ballot) => [ballot.participant, ballot])).values()];
  const of = (said: OwningFunction): readonly Ballot[] => last.filter((ballot) => ballot.function === said);
  return { OPS: of('OPS'), QUA: of('QUA'), IT: of('IT') };
}

const answersTo = (question: Question, ballots: readonly Ballot[]): readonly Answer[] =>
  ballots
    .flatMap((ballot) => {
      const answer = ballot.answers[question];
      return answer === undefined || answer === null ? [] : [answer];
    })
    .sort((a, b) => a - b);

/** Two answers or medians that are so far apart need talking about. */
const FAR_APART = 2;

export function mediansOf(question: Question, by: BallotsBy): Medians {
  const medians: Partial<Record<OwningFunction, Answer>> = {};
  const split: OwningFunction[] = [];
  for (const said of OWNING_FUNCTIONS) {
    const answers = answersTo(question, by[said]);
    const middle = answers[Math.floor(answers.length / 2)];
    if (middle === undefined) continue;
    medians[said] = middle;
    if (answers.at(-1)! - answers[0]! >= FAR_APART) split.push(said);
  }
  const values = Object.values(medians);
  const contested = values.length > 0 && Math.max(...values) - Math.min(...values) >= FAR_APART;
  return { question, by: medians, contested, split };
}

/** A number as it is, without rounding: `numerator / denominator`, the denominator positive. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

/** How many values a mean of functions is taken of at most; every mean times this is whole. */
const MEAN_SCALE = 6;

/** `100 * sum(w * val) / sum(3 * w)` over the answered questions of an axis; 0 without any answer. */
export function scoreOf(axis: Axis, medians: readonly Medians[]): Rational {
  let sum = 0;
  let weight = 0;
  for (const { question, by } of medians) {
    if (axisOf(question) !== axis) continue;
    const values = Object.values(by);
    if (values.length === 0) continue;
    sum += (WEIGHTS[question] * MEAN_SCALE * values.reduce<number>((total, value) => total + value, 0)) / values.length;
    weight += WEIGHTS[question];
  }
  return weight === 0
    ? { numerator: 0, denominator: 1 }
    : { numerator: 100 * sum, denominator: 3 * weight * MEAN_SCALE };
}

/** Rounded half up. */
export const rounded = ({ numerator, denominator }: Rational): number =>
  Math.floor((2 * numerator + denominator) / (2 * denominator));

export const atLeast = ({ numerator, denominator }: Rational, whole: number): boolean =>
  numerator >= whole * denominator;

/** Sign of `a - b`. */
export const compareRational = (a: Rational, b: Rational): number =>
  Math.sign(a.numerator * b.denominator - b.numerator * a.denominator);

/** True when the two are less than `whole` apart. */
export const closerThan = (a: Rational, b: Rational, whole: number): boolean =>
  Math.abs(a.numerator * b.denominator - b.numerator * a.denominator) < whole * a.denominator * b.denominator;

/** The most chosen purpose; shared where two are chosen equally often, null where nobody chose. */
function plurality(ballots: readonly Ballot[]): Purpose | null {
  const counts = PURPOSES.map((purpose) => ballots.filter((ballot) => ballot.purpose === purpose).length);
  const most = Math.max(...counts);
  if (most === 0) return null;
  const leading = PURPOSES.filter((_, at) => counts[at] === most);
  return leading.length === 1 ? leading[0]! : 'SHARED';
}

export function purposesOf(by: BallotsBy): Readonly<Partial<Record<OwningFunction, Purpose>>> {
  const purposes: Partial<Record<OwningFunction, Purpose>> = {};
  for (const said of OWNING_FUNCTIONS) {
    const purpose = plurality(by[said]);
    if (purpose !== null) purposes[said] = purpose;
  }
  return purposes;
}

/** Operations and quality decide: what both say, what the only one says, else shared. IT is shown. */
export function jointPurpose({ OPS, QUA }: Readonly<Partial<Record<OwningFunction, Purpose>>>): Purpose {
  if (OPS === undefined || QUA === undefined) return OPS ?? QUA ?? 'SHARED';
  return OPS === QUA ? OPS : 'SHARED';
}

/** Of twelve. */
const ENOUGH_ANSWERS = 10;

/** True when somebody of the function chose a purpose and answered at least ten of twelve. */
export const hasVoted = (ballots: readonly Ballot[]): boolean =>
  ballots.some(
    (ballot) =>
      ballot.purpose !== null &&
      QUESTIONS.filter((question) => (ballot.answers[question] ?? null) !== null).length >= ENOUGH_ANSWERS,
  );

export const allScores = (medians: readonly Medians[]): Readonly<Record<Axis, Rational>> =>
  Object.fromEntries(AXES.map((axis) => [axis, scoreOf(axis, medians)])) as Record<Axis, Rational>;
