/** Random ballots and risk lines: classes of all kinds, thresholds met exactly, unknown answers, absent functions. */
import { RISK_KINDS } from '../../../src/index.ts';
import { PURPOSES, QUESTIONS, type Question } from './classification.ts';
import { FUNCTIONS, type Fn } from './derived.ts';
import type { Dice } from './random.ts';

const ASSESSED = ['assessed', 'mitigated', 'accepted'];

/** What a group tends to answer, by axis. */
const TENDENCIES = [
  { purpose: 'EXEC', E: [3, 2, 2, 1], Q: [0, 0, 1, 0], S: [0, 1, 0, 1] },
  { purpose: 'QUAL', E: [0, 0, 1, 0], Q: [3, 2, 2, 1], S: [0, 1, 0, 1] },
  { purpose: 'EXEC', E: [1, 1, 2, 0], Q: [1, 0, 1, 1], S: [0, 1, 1, 0] },
  { purpose: 'QUAL', E: [1, 0, 1, 1], Q: [1, 1, 2, 0], S: [0, 1, 1, 0] },
  { purpose: 'SHARED', E: [2, 1, 2, 1], Q: [2, 1, 1, 2], S: [3, 2, 2, 3] },
] as const;
type Tendency = (typeof TENDENCIES)[number];

function answer(dice: Dice, question: Question, tendency: Tendency, skipped: readonly Question[]): string {
  if (skipped.includes(question) || (dice.trouble('unknown') && dice.chance(0.2))) return '-';
  // S1 and S2 alone make a board JOINT (T1): they are raised by a coin of their own, like S3 (R07).
  if (question === 'S3' && dice.trouble('capture changes')) return String(dice.between(2, 3));
  if ((question === 'S1' || question === 'S2') && dice.trouble('methods change')) return String(dice.between(1, 3));
  const axis = question.charAt(0) as 'E' | 'Q' | 'S';
  if (dice.trouble('answer apart') && dice.chance(0.4)) return String(dice.between(0, axis === 'S' ? 1 : 3));
  return String(dice.pick(tendency[axis]));
}

function ballot(dice: Dice, fn: Fn, tendency: Tendency, skipped: readonly Question[]): string {
  const purpose = dice.trouble('purpose apart') && dice.chance(0.6) ? dice.pick(PURPOSES) : tendency.purpose;
  const given = QUESTIONS.map((question) => answer(dice, question, tendency, skipped));
  const blank = dice.trouble('blank ballot') && dice.chance(0.3);
  const text = (blank ? QUESTIONS.map(() => '-') : given).join('');
  return `VOT|${fn}|${purpose}|${text.slice(0, 4)} ${text.slice(4, 8)} ${text.slice(8)}`;
}

/** E and Q apart by exactly 15 (T4 is silent): 3.5 of 15 against 1.5 of 18, one question unanswered, IT silent. */
const EXACTLY_15 = {
  X: ['VOT|OPS|EXEC|11-1 0110 0000', 'VOT|QUA|EXEC|10-0 0000 0000', 'VOT|IT|EXEC|---- ---- 0000'],
  Q: ['VOT|OPS|QUAL|0110 111- 0000', 'VOT|QUA|QUAL|0000 100- 0000', 'VOT|IT|QUAL|---- ---- 0000'],
};

/** Ballots that mostly pull to one lead: X for execution, Q for quality. */
export function voteLines(dice: Dice, lead: 'X' | 'Q'): string[] {
  if (dice.chance(0.02)) return EXACTLY_15[lead];
  if (dice.trouble('nobody votes') && dice.chance(0.3)) return [];
  const purpose = dice.trouble('shared purpose') && dice.chance(0.5) ? 'SHARED' : lead === 'X' ? 'EXEC' : 'QUAL';
  const common = dice.pick(TENDENCIES.filter((one) => one.purpose === purpose));
  const skipped = dice.trouble('questions nobody answers') ? dice.shuffled(QUESTIONS).slice(0, dice.between(1, 3)) : [];
  return FUNCTIONS.flatMap((fn) => {
    const tendency = dice.trouble('function apart') && dice.chance(0.6) ? dice.pick(TENDENCIES) : common;
    const count = dice.trouble('function absent') && dice.chance(0.6) ? 0 : dice.between(1, 3);
    return Array.from({ length: count }, () => ballot(dice, fn, tendency, skipped));
  });
}

/** The duties that the rules ask for, less those forgotten, and others besides. */
export function riskLines(dice: Dice): string[] {
  const expected: readonly (readonly [string, readonly Fn[]])[] = [
    ['downtime', ['OPS', 'IT']],
    ['integration', ['OPS', 'IT']],
    ['performance', ['OPS', 'IT']],
    ['test_method', ['QUA']],
    ['sampling_plan', ['QUA']],
    ['batch_record', ['QUA']],
    ['data_migration', ['OPS', 'QUA', 'IT']],
  ];
  const asked = expected.flatMap(([kind, duties]) => {
    if (dice.trouble('risk missing') || (kind === 'data_migration' && dice.chance(0.3))) return [];
    return [`${kind}|${dice.trouble('risk of another duty') ? dice.pick(FUNCTIONS) : dice.pick(duties)}`];
  });
  const besides = dice.habit('more risks') ? [`${dice.pick(RISK_KINDS)}|${dice.pick(FUNCTIONS)}`] : [];
  return [...new Set([...asked, ...besides])].map((key) => {
    const state = dice.trouble('risk open') ? 'open' : dice.pick(ASSESSED);
    return `RSK|${key}|${state}`;
  });
}
