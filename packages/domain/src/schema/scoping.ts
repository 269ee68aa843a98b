/** The scoping questionnaire (DOMAIN section 3): its questions, weights and answers. Wording lives in catalogs. */

/** The version of thresholds, weights and rules; printed in the charter. */
export const RULESET = 1;

export const CLASSES = ['MES_LED', 'QUALITY_LED', 'JOINT'] as const;
export const PURPOSES = ['EXEC', 'QUAL', 'SHARED'] as const;
/** The twelve scored questions, in the order of the questionnaire. */
export const QUESTIONS = ['E1', 'E2', 'E3', 'E4', 'Q1', 'Q2', 'Q3', 'Q4', 'S1', 'S2', 'S3', 'S4'] as const;
/** The choice of purpose. */
export const PURPOSE_QUESTION = 'P';
/** Facts of the context: asked, not scored. */
export const CONTEXTS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7'] as const;
export const CONTEXT_ANSWERS = ['yes', 'no', 'unknown'] as const;
/** 0 untouched, 1 side effect to regression-check, 2 deliberately changed, 3 a main reason for the work. */
export const ANSWERS = [0, 1, 2, 3] as const;
export const AXES = ['E', 'Q', 'S'] as const;

export type InitiativeClass = (typeof CLASSES)[number];
export type Purpose = (typeof PURPOSES)[number];
export type Question = (typeof QUESTIONS)[number];
export type ContextQuestion = (typeof CONTEXTS)[number];
export type ContextAnswer = (typeof CONTEXT_ANSWERS)[number];
export type Answer = (typeof ANSWERS)[number];
export type Axis = (typeof AXES)[number];
/** What functions can disagree on: the purpose or a scored question. */
export type Contestable = typeof PURPOSE_QUESTION | Question;

export const WEIGHTS: Readonly<Record<Question, number>> = {
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
export const axisOf = (question: Question): Axis => question.charAt(0) as Axis;

/** A scoping question, or the class itself, as the subject of a decision: `link` rows may name these. */
export const SCOPING_SUBJECTS = [
  'scoping.class',
  'scoping.P',
  ...QUESTIONS.map((question) => `scoping.${question}` as const),
] as const;
export type ScopingSubject = (typeof SCOPING_SUBJECTS)[number];

/** One participant's answers. Who has not answered a question leaves it out; null is "don't know". */
export interface Ballot {
  /** Whoever answered; one ballot each. */
  readonly participant: string;
  readonly function: 'OPS' | 'QUA' | 'IT' | 'OTHER';
  readonly purpose: Purpose | null;
  readonly answers: Readonly<Partial<Record<Question, Answer | null>>>;
  readonly context?: Readonly<Partial<Record<ContextQuestion, ContextAnswer>>>;
}
