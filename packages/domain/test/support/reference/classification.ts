/** Section 3 as it reads: medians by function, scores by axis, T rules, then the brownfield map. */
import type { TemplateBoard } from '../../../src/index.ts';
import { distinct, FUNCTIONS, systemOf, systemsOfRecord, type Fn } from './derived.ts';
import { absolute, atLeast, below, minus, over, plus, rounded, times, whole, type Ratio } from './ratio.ts';

/** Written out here, so that the order and the weights are this reading's own. */
export const QUESTIONS = ['E1', 'E2', 'E3', 'E4', 'Q1', 'Q2', 'Q3', 'Q4', 'S1', 'S2', 'S3', 'S4'] as const;
export const PURPOSES = ['EXEC', 'QUAL', 'SHARED'] as const;
export type Question = (typeof QUESTIONS)[number];
type Ballot = TemplateBoard['input']['votes'][number];
type Purpose = (typeof PURPOSES)[number];
type Class = 'MES_LED' | 'QUALITY_LED' | 'JOINT';

export interface Classification {
  result: Class;
  scores: { E: number; Q: number; S: number };
  purpose: Purpose;
  base: Class;
  fired: string[];
  map: string[];
  contested: string[];
  split: string[];
  provisional: string[];
}

const WEIGHTS: Readonly<Record<Question, number>> = {
  E1: 2,
  E2: 2,
  E3: 1,
  E4: 1,
  Q1: 2,
  Q2: 1,
  Q3: 2,
  Q4: 1,
  S1: 3,
  S2: 3,
  S3: 2,
  S4: 2,
};

const ballotsOf = (board: TemplateBoard, fn: Fn): Ballot[] => board.input.votes.filter((vote) => vote.function === fn);

const answersOf = (board: TemplateBoard, question: Question, fn: Fn): number[] =>
  ballotsOf(board, fn)
    .map((ballot) => ballot.answers[question])
    .filter((answer) => answer !== null)
    .sort((a, b) => a - b);

/** The upper median; null where nobody of the function answered. */
export function median(board: TemplateBoard, question: Question, fn: Fn): number | null {
  const answers = answersOf(board, question, fn);
  return answers[Math.floor(answers.length / 2)] ?? null;
}

const mediansOf = (board: TemplateBoard, question: Question): number[] =>
  FUNCTIONS.map((fn) => median(board, question, fn)).filter((value) => value !== null);

const spread = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);

function score(board: TemplateBoard, axis: 'E' | 'Q' | 'S'): Ratio {
  let sum = whole(0);
  let most = 0;
  for (const question of QUESTIONS) {
    const medians = mediansOf(board, question);
    if (!question.startsWith(axis) || medians.length === 0) continue;
    const total = medians.reduce((a, b) => a + b, 0);
    const mean = over(whole(total), medians.length);
    sum = plus(sum, times(mean, WEIGHTS[question]));
    most += 3 * WEIGHTS[question];
  }
  return most === 0 ? whole(0) : over(times(sum, 100), most);
}

/** What most of the function chose, SHARED on a tie; null where nobody voted. */
function purposeOf(board: TemplateBoard, fn: Fn): Purpose | null {
  const chosen = ballotsOf(board, fn).map((ballot) => ballot.purpose);
  if (chosen.length === 0) return null;
  const times = (purpose: Purpose): number => chosen.filter((one) => one === purpose).length;
  const most = Math.max(...PURPOSES.map(times));
  const leading = PURPOSES.filter((purpose) => times(purpose) === most);
  return leading.length === 1 ? leading[0]! : 'SHARED';
}

function purposeOfAll(board: TemplateBoard): Purpose {
  const ops = purposeOf(board, 'OPS');
  const qua = purposeOf(board, 'QUA');
  if (ops === null && qua === null) return 'SHARED';
  if (ops === null) return qua!;
  if (qua === null) return ops;
  return ops === qua ? ops : 'SHARED';
}

function scoreRules(board: TemplateBoard, purpose: Purpose, E: Ratio, Q: Ratio): string[] {
  const fired: string[] = [];
  const methods = FUNCTIONS.flatMap((fn) => [median(board, 'S1', fn), median(board, 'S2', fn)]);
  if (methods.some((value) => value !== null && value >= 2)) fired.push('T1');
  if (purpose === 'SHARED') fired.push('T2');
  if (atLeast(E, whole(50)) && atLeast(Q, whole(50))) fired.push('T3');
  if (below(absolute(minus(E, Q)), whole(15))) fired.push('T4');
  if ((purpose === 'EXEC' && below(E, Q)) || (purpose === 'QUAL' && below(Q, E))) fired.push('T5');
  return fired;
}

/** The brownfield map: which rules fire, and what becomes of the base class. */
function mapRules(
  board: TemplateBoard,
  base: Class,
  fired: readonly string[],
  purpose: Purpose,
): { map: string[]; result: Class } {
  const D = board.data.filter((data) => data.changed && data.regulated);
  const n = D.length;
  if (n === 0) return { map: [], result: base };

  const domainsOf = (data: string): string[] =>
    systemsOfRecord(board, data).map((system) => systemOf(board, system).domain);
  const single = D.filter((data) => systemsOfRecord(board, data.id).length === 1);
  const inDomain = (domain: string): number => single.filter((data) => domainsOf(data.id)[0] === domain).length;
  /** The share is whole percents, so the comparison stays in whole numbers. */
  const isShareOf = (count: number, percent: number): boolean => count * 100 >= percent * n;

  const B0 = !isShareOf(single.length, 70);
  const B1 =
    !B0 &&
    ((base === 'MES_LED' && isShareOf(inDomain('Q'), 40)) || (base === 'QUALITY_LED' && isShareOf(inDomain('X'), 40)));
  const B2 = D.some((data) => distinct(domainsOf(data.id)).length > 1);
  const B3 =
    !B0 &&
    !B2 &&
    fired.length === 1 &&
    fired[0] === 'T4' &&
    ((purpose === 'EXEC' && isShareOf(inDomain('X'), 80)) || (purpose === 'QUAL' && isShareOf(inDomain('Q'), 80)));

  const map = [...(B0 ? ['B0'] : []), ...(B1 ? ['B1'] : []), ...(B2 ? ['B2'] : []), ...(B3 ? ['B3'] : [])];
  if (B1 || B2) return { map, result: 'JOINT' };
  if (B3) return { map, result: purpose === 'EXEC' ? 'MES_LED' : 'QUALITY_LED' };
  return { map, result: base };
}

export function classify(board: TemplateBoard): Classification {
  const E = score(board, 'E');
  const Q = score(board, 'Q');
  const S = score(board, 'S');
  const purpose = purposeOfAll(board);
  const fired = scoreRules(board, purpose, E, Q);
  const base: Class = fired.length > 0 ? 'JOINT' : purpose === 'EXEC' ? 'MES_LED' : 'QUALITY_LED';
  const { map, result } = mapRules(board, base, fired, purpose);

  const purposes = FUNCTIONS.map((fn) => purposeOf(board, fn)).filter((one) => one !== null);
  const contested = QUESTIONS.filter((question) => spread(mediansOf(board, question)) >= 2);
  const split = QUESTIONS.flatMap((question) =>
    FUNCTIONS.filter((fn) => spread(answersOf(board, question, fn)) >= 2).map((fn) => `${question}/${fn}`),
  );
  const isFull = (ballot: Ballot): boolean =>
    QUESTIONS.filter((question) => ballot.answers[question] !== null).length >= 10;
  const lacking = FUNCTIONS.filter((fn) => !ballotsOf(board, fn).some(isFull));

  return {
    result,
    scores: { E: rounded(E), Q: rounded(Q), S: rounded(S) },
    purpose,
    base,
    fired,
    map,
    contested: [...(distinct(purposes).length > 1 ? ['P'] : []), ...contested],
    split,
    provisional: [...(map.includes('B0') ? ['B0'] : []), ...lacking],
  };
}
