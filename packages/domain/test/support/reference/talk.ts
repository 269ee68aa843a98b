/**
 * What people said of a board beside its text: decisions, questions, and wordings that were changed afterwards. Plain
 * values for the reference; `put-talk.ts` says the same to the code that is judged.
 */
import { FUNCTIONS, type Fn } from './derived.ts';
import { Dice, type Random } from './random.ts';
import { QUESTIONS } from './classification.ts';
import { PEOPLE, type TemplateBoard } from '../../../src/index.ts';
import type { Initials } from '../../../src/templates/people.ts';

/** What was said is of the wording as it stands now, of one that stood before, or of any. */
export type Said = 'now' | 'before' | 'any';

export interface TalkStance {
  readonly function: Fn | 'OTHER';
  readonly stance: 'agree' | 'abstain' | 'dissent';
  readonly reason: string;
  readonly of: Said;
}
export interface TalkDecision {
  /** `P`, `Q1`, `class`, `validation`, or the text's name of a system or an output. */
  readonly about: string;
  readonly rationale: string;
  readonly state: 'open' | 'agreed' | 'reversed';
  readonly of: Said;
  /** Whether a facilitator said so; null where nobody knows. */
  readonly byFacilitator: boolean | null;
  readonly stances: readonly TalkStance[];
}
export interface TalkQuestion {
  readonly toFunction: Fn;
  readonly answered: 'never' | Said;
}
export interface TalkMember {
  readonly as: Initials;
  readonly function: Fn | 'OTHER';
  /** Only of OTHER, so that each function keeps its one signer. */
  readonly signer: boolean;
}
export interface Talk {
  readonly decisions: readonly TalkDecision[];
  readonly questions: readonly TalkQuestion[];
  /** Who takes part as one of the people whom the text names. */
  readonly members: readonly TalkMember[];
  /** Of each risk of the text, in its order: which wording its state is of. */
  readonly risks: readonly Said[];
}

export const NO_TALK: Talk = { decisions: [], questions: [], members: [], risks: [] };

/** What was said of another wording is not said of this one. */
export const counts = (of: Said): boolean => of !== 'before';
export const isAgreed = (decision: TalkDecision): boolean => decision.state === 'agreed' && counts(decision.of);
export const agreedOn = (talk: Talk, about: string): boolean =>
  talk.decisions.some((decision) => decision.about === about && isAgreed(decision));

/** A facilitator made it joint: of the record of somebody unknown that is believed. */
export const madeJoint = (talk: Talk): boolean =>
  talk.decisions.some((one) => one.about === 'class' && isAgreed(one) && (one.byFacilitator ?? true));

/** The text with the states that still stand: a risk that reads differently now is open. */
export const asItStands = (board: TemplateBoard, talk: Talk): TemplateBoard => ({
  ...board,
  input: {
    ...board.input,
    risks: board.input.risks.map((risk, at) =>
      counts(talk.risks[at] ?? 'any') ? risk : Object.assign({}, risk, { state: 'open' as const }),
    ),
  },
});

/** People who hold a code or approve something. */
export const namedIn = (board: TemplateBoard): Initials[] => [
  ...new Set(
    [
      ...board.steps.flatMap((step) => step.codes),
      ...board.data.flatMap((data) => data.codes),
      ...board.outputs.flatMap((output) => [...output.codes, ...output.approvers]),
      ...board.matrix.flatMap((row) => row.codes),
    ].flatMap(({ person }) => (person === null ? [] : [person])),
  ),
];

export function randomTalk(random: Random, board: TemplateBoard): Talk {
  const dice = new Dice(random, random());
  const said = (): Said => (dice.trouble('reworded') ? 'before' : dice.pick(['now', 'any'] as const));
  const replaced = board.systems.filter((system) => system.flags.includes('replace')).map((system) => system.id);
  const subjects = [
    ...replaced,
    'P',
    ...QUESTIONS,
    'class',
    'validation',
    ...board.systems.map((system) => system.id),
    ...board.outputs.map((output) => output.id),
  ];
  const decision = (): TalkDecision => ({
    about: dice.chance(0.4) && replaced.length > 0 ? dice.pick(replaced) : dice.pick(subjects),
    rationale: dice.trouble('no rationale') ? '' : 'So be it',
    state: dice.trouble('not agreed') ? dice.pick(['open', 'reversed'] as const) : 'agreed',
    of: said(),
    byFacilitator: dice.pick([true, null, !dice.trouble('no facilitator')]),
    stances: Array.from({ length: dice.trouble('stances') ? dice.between(1, 3) : 0 }, () => ({
      function: dice.pick([...FUNCTIONS, 'OTHER'] as const),
      stance: dice.pick(['agree', 'abstain', 'dissent', 'dissent'] as const),
      reason: dice.chance(0.5) ? 'because' : '',
      of: said(),
    })),
  });
  return {
    decisions: Array.from({ length: dice.between(0, 4) }, decision),
    questions: Array.from({ length: dice.between(0, 2) }, () => ({
      toFunction: dice.pick(FUNCTIONS),
      answered: dice.chance(0.3) ? 'never' : said(),
    })),
    members: dice.some(namedIn(board), 0.3).map((as): TalkMember => {
      const fn = dice.trouble('of another function')
        ? dice.pick([...FUNCTIONS, 'OTHER'] as const)
        : PEOPLE[as].function;
      return { as, function: fn, signer: fn === 'OTHER' && dice.chance(0.5) };
    }),
    risks: board.risks.map(said),
  };
}
