/** What people said about one record of the board, as lines of the charter: verbatim, with whose word it is. */
import { FUNCTIONS, type Entity, type Finding } from '@chartroom/domain';
import type { AcceptanceLine, Answer, Assessment, Decided, Readiness, StanceLine, OwningFunction } from '../model.ts';
import type { RecordSource } from './record-source.ts';
import { said } from './source.ts';
import { counts, WORDING_NOW, wordingOf } from './standing.ts';

export const assessmentOf = (record: RecordSource, risk: Entity<'risk'>, note: string | null): Assessment | null => {
  const word = record.verdicts.assessments.get(risk.id);
  if (word === undefined) return null;
  const { state, rationale, residual } = word.payload;
  return {
    ...record.attribution(word),
    state,
    rationale,
    residual: residual ?? null,
    wording: wordingOf(word.payload, WORDING_NOW.risk(risk, note)),
  };
};

export const answerTo = (record: RecordSource, question: Entity<'question'>): Answer | null => {
  const word = record.verdicts.answers.get(question.id);
  if (word === undefined) return null;
  return {
    ...record.attribution(word),
    text: word.payload.text,
    wording: wordingOf(word.payload, WORDING_NOW.question(question)),
  };
};

export interface Agreement {
  readonly decided: Decided | null;
  readonly agreed: boolean;
  readonly stances: readonly StanceLine[];
}

export const agreementOn = (record: RecordSource, decision: Entity<'decision'>): Agreement => {
  const now = WORDING_NOW.decision(decision);
  const word = record.verdicts.decisions.get(decision.id);
  const decided: Decided | null =
    word === undefined
      ? null
      : {
          ...record.attribution(word),
          state: word.payload.state,
          reason: said(word.payload.reason),
          wording: wordingOf(word.payload, now),
        };
  const stances = [...record.verdicts.stances.values()]
    .filter(({ payload }) => payload.decision === decision.id)
    .sort((a, b) => FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function) || a.seq - b.seq)
    .map((one): StanceLine => ({
      ...record.attribution(one),
      stance: one.payload.stance,
      reason: said(one.payload.reason),
      wording: wordingOf(one.payload, now),
    }));
  return {
    decided,
    agreed: decided !== null && decided.state === 'agreed' && counts(decided.wording),
    stances,
  };
};

const SPEAKING: readonly OwningFunction[] = ['OPS', 'QUA', 'IT'];

export const acceptancesOf = (record: RecordSource, finding: Finding): readonly AcceptanceLine[] =>
  SPEAKING.flatMap((fn): readonly AcceptanceLine[] => {
    const word = record.verdicts.acceptances.get(`${finding.key} ${fn}`);
    if (word === undefined) return [];
    const { rationale, due, fingerprint } = word.payload;
    return [
      {
        ...record.attribution(word),
        function: fn,
        rationale,
        due: due ?? null,
        lapsed: fingerprint !== finding.fingerprint,
      },
    ];
  });

export const readinessOf = (record: RecordSource, fn: OwningFunction): Readiness | null => {
  const word = record.verdicts.ready.get(fn);
  if (word === undefined) return null;
  const { ready, note, until } = word.payload;
  return { ...record.attribution(word), ready, note: said(note), until: until ?? null };
};
