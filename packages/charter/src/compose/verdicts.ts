/** What people said about one record of the board, as lines of the charter: verbatim, with whose word it is. */
import { FUNCTIONS, type Entity, type EntityKind, type Finding } from '@chartroom/domain';
import type { Said } from '@chartroom/record';
import type { AcceptanceLine, Answer, Assessment, Decided, Readiness, StanceLine, OwningFunction } from '../model.ts';
import type { RecordSource } from './record-source.ts';
import { said, type Source } from './source.ts';
import { counts, WORDING_NOW, wordingOf } from './standing.ts';

/**
 * The last word on a record: its own, else the last that was said of a record which was merged into it. What somebody said is
 * not gone with the merging; it was said of another wording.
 */
const lastWord = <P>(
  from: Source,
  words: ReadonlyMap<string, Said<P>>,
  kind: EntityKind,
  id: string,
): { readonly word: Said<P>; readonly ofMerged: boolean } | null => {
  const own = words.get(id);
  if (own !== undefined) return { word: own, ofMerged: false };
  const merged = [...words]
    .filter(([about]) => from.find(kind, about)?.id === id)
    .map(([, word]) => word)
    .sort((a, b) => b.seq - a.seq)[0];
  return merged === undefined ? null : { word: merged, ofMerged: true };
};

export const assessmentOf = (from: Source, record: RecordSource, risk: Entity<'risk'>): Assessment | null => {
  const last = lastWord(from, record.verdicts.assessments, 'risk', risk.id);
  if (last === null) return null;
  const { payload } = last.word;
  return {
    ...record.attribution(last.word),
    state: payload.state,
    rationale: payload.rationale,
    residual: payload.residual ?? null,
    wording: wordingOf(payload, WORDING_NOW.risk(risk, from.note(risk.id)), last.ofMerged),
  };
};

export const answerTo = (from: Source, record: RecordSource, question: Entity<'question'>): Answer | null => {
  const last = lastWord(from, record.verdicts.answers, 'question', question.id);
  if (last === null) return null;
  return {
    ...record.attribution(last.word),
    text: last.word.payload.text,
    wording: wordingOf(last.word.payload, WORDING_NOW.question(question), last.ofMerged),
  };
};

export interface Agreement {
  readonly decided: Decided | null;
  readonly agreed: boolean;
  readonly stances: readonly StanceLine[];
}

export const agreementOn = (from: Source, record: RecordSource, decision: Entity<'decision'>): Agreement => {
  const now = WORDING_NOW.decision(decision);
  const last = lastWord(from, record.verdicts.decisions, 'decision', decision.id);
  const decided: Decided | null =
    last === null
      ? null
      : {
          ...record.attribution(last.word),
          state: last.word.payload.state,
          reason: said(last.word.payload.reason),
          wording: wordingOf(last.word.payload, now, last.ofMerged),
        };
  const stances = [...record.verdicts.stances.values()]
    .filter(({ payload }) => from.find('decision', payload.decision)?.id === decision.id)
    .sort((a, b) => FUNCTIONS.indexOf(a.function) - FUNCTIONS.indexOf(b.function) || a.seq - b.seq)
    .map((one): StanceLine => ({
      ...record.attribution(one),
      stance: one.payload.stance,
      reason: said(one.payload.reason),
      wording: wordingOf(one.payload, now, one.payload.decision !== decision.id),
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
    const { rationale, due } = word.payload;
    return [
      {
        ...record.attribution(word),
        function: fn,
        rationale,
        due: due ?? null,
        // The rules say which hold: of a finding that has become a blocker none does.
        lapsed: !finding.acceptedBy.includes(fn),
      },
    ];
  });

export const readinessOf = (record: RecordSource, fn: OwningFunction): Readiness | null => {
  const word = record.verdicts.ready.get(fn);
  if (word === undefined) return null;
  const { ready, note, until } = word.payload;
  return { ...record.attribution(word), ready, note: said(note), until: until ?? null };
};
