/**
 * What is owed on a board, by whom: threads that ask, questions of the board, proposals to decide, answers to close,
 * findings to repair, acceptances that lapsed, assessments of what reads differently now. Derived from document and
 * record, never stored. Pure; knows no words.
 */
import type { Analysis, Finding, OwningFunction, PlantFunction, Snapshot } from '@chartroom/domain';
import { fits, live, wordingIn } from '@chartroom/domain';
import type { RecordProjection } from '../project/projection.ts';
import type { ThreadState } from '../project/threads.ts';
import { type OwedReasons, reasonsOfFunction, reasonsOfPerson, type StateWhy } from './reasons.ts';

interface Owed {
  /** What must be there before the charter can be frozen: blockers, and warnings that are neither fixed nor accepted. */
  readonly blocks: boolean;
  /** ISO day, or null. */
  readonly due: string | null;
}
export type Duty = Owed &
  (
    | { readonly kind: 'answer-thread' | 'act' | 'decide-proposal' | 'close-thread'; readonly thread: string }
    | { readonly kind: 'answer-question'; readonly question: string }
    | { readonly kind: 'assess-again'; readonly risk: string }
    | { readonly kind: 'repair' | 'accept-again'; readonly finding: string }
    | Omit<StateWhy, keyof Owed>
  );

export interface DutyInput {
  readonly snapshot: Snapshot;
  readonly analysis: Analysis;
  readonly record: Pick<RecordProjection, 'threads' | 'members' | 'former'> & {
    readonly verdicts: Pick<RecordProjection['verdicts'], 'acceptances' | 'assessments'>;
  };
  /** From the audit trail, which no projection holds; none where it is not asked. */
  readonly owedReasons?: readonly OwedReasons[];
}

/** A thread that waits for whoever was asked; one that was claimed as answered waits for its asker. */
const waits = (thread: ThreadState): boolean => thread.state === 'open' && thread.claimed === null;

const kindOf = (thread: ThreadState): 'answer-thread' | 'act' | 'decide-proposal' => {
  if (thread.kind === 'action') return 'act';
  return thread.comments.some(({ change, applied }) => change !== null && applied === null)
    ? 'decide-proposal'
    : 'answer-thread';
};

const pending = (thread: ThreadState): boolean => kindOf(thread) === 'decide-proposal';

const asked = (thread: ThreadState): Duty => ({
  kind: kindOf(thread),
  thread: thread.id,
  blocks: false,
  due: thread.due,
});

const holdsUp = ({ severity, accepted }: Finding): boolean => severity === 'B' || (severity === 'W' && !accepted);

/** A question of the board has a duty of its own, with the question's due date. */
const repair = (finding: Finding): Duty => ({
  kind: 'repair',
  finding: finding.key,
  blocks: holdsUp(finding),
  due: null,
});
const acceptAgain = (finding: Finding): Duty => ({
  kind: 'accept-again',
  finding: finding.key,
  blocks: holdsUp(finding),
  due: null,
});
const isOpen = (finding: Finding): boolean => finding.rule !== 'G04' && finding.severity !== 'I' && !finding.accepted;

/** What comes first: what is due soonest, then what blocks, in the order of the input otherwise. */
const inOrder = (duties: readonly Duty[]): readonly Duty[] =>
  duties.toSorted((a, b) => {
    const due = (a.due ?? '9999').localeCompare(b.due ?? '9999');
    return due !== 0 ? due : Number(b.blocks) - Number(a.blocks);
  });

const idOf = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

/** Subjects for which a function, or a person named on the board, is accountable. */
const accountableFor = (
  snapshot: Snapshot,
  holds: (parts: { readonly function: string; readonly person: string }) => boolean,
): ReadonlySet<string> =>
  new Set(
    snapshot.rows.resp.filter(({ parts }) => parts.code === 'A' && holds(parts)).map(({ parts }) => parts.subject),
  );

/**
 * Risks of a function that read differently than when it assessed them. Where a finding asks it for the assessment, that
 * is its duty already.
 */
const toAssessAgain = ({ snapshot, analysis, record }: DutyInput, fn: OwningFunction): readonly Duty[] => {
  const asked = new Set(
    analysis.findings.filter((one) => isOpen(one) && one.owes.includes(fn)).flatMap((one) => one.shownOn),
  );
  return live(snapshot, 'risk').flatMap(({ id, dutyFunction, due }): readonly Duty[] => {
    const said = record.verdicts.assessments.get(id);
    const isStale = said !== undefined && !fits(said.payload, () => wordingIn(snapshot, 'risk', id));
    return isStale && dutyFunction === fn && !asked.has(`risk/${id}`)
      ? [{ kind: 'assess-again', risk: id, blocks: false, due: due ?? null }]
      : [];
  });
};

/**
 * What a function owes as such, whoever of it does it: threads that ask it, proposals for what it is accountable for that
 * ask nobody, its questions, its findings.
 */
export const dutiesOfFunction = (input: DutyInput, fn: OwningFunction): readonly Duty[] => {
  const { snapshot, analysis, record, owedReasons = [] } = input;
  const questions = new Map(live(snapshot, 'question').map((question) => [question.id, question]));
  const own = accountableFor(snapshot, (parts) => parts.function === fn);
  const threads = [...record.threads.values()].filter(
    (thread) =>
      waits(thread) &&
      // One that names a person, too, is that person's alone.
      ((thread.to?.function === fn && thread.to.principal === undefined) ||
        (thread.to === null && pending(thread) && own.has(idOf(thread.anchor.subject)))),
  );
  const findings = analysis.findings.filter((finding) => finding.owes.includes(fn));
  return inOrder([
    ...threads.map(asked),
    ...findings.flatMap((finding): readonly Duty[] => {
      if (finding.rule !== 'G04') return [];
      const question = questions.get(finding.subjects[0]?.slice('question/'.length) ?? '');
      return question === undefined || question.toFunction !== fn || finding.accepted
        ? []
        : [
            {
              kind: 'answer-question',
              question: question.id,
              blocks: finding.severity === 'B',
              due: question.due ?? null,
            },
          ];
    }),
    ...toAssessAgain(input, fn),
    ...findings.filter((finding) => isOpen(finding) && !finding.lapsed.includes(fn)).map(repair),
    ...analysis.findings.filter((finding) => isOpen(finding) && finding.lapsed.includes(fn)).map(acceptAgain),
    ...reasonsOfFunction(owedReasons, record, fn),
  ]);
};

/**
 * What one person owes: threads that ask them by name or that they began and somebody calls answered, findings on what
 * they are accountable for, and acceptances that they gave and that lapsed. What their function owes beside that is
 * `dutiesOfFunction`.
 */
export const dutiesOfPerson = (input: DutyInput, principal: string): readonly Duty[] => {
  const { snapshot, analysis, record, owedReasons = [] } = input;
  const member = record.members.get(principal);
  const person = member?.person ?? null;
  const own = accountableFor(snapshot, (parts) => person !== null && parts.person === person);
  const threads = [...record.threads.values()];
  const accepted = (finding: Finding): boolean =>
    finding.lapsed.some((fn) => record.verdicts.acceptances.get(`${finding.key} ${fn}`)?.actor === principal);
  const findings = analysis.findings.filter(isOpen);
  return inOrder([
    ...threads.filter((thread) => waits(thread) && thread.to?.principal === principal).map(asked),
    ...threads
      .filter((thread) => thread.state === 'open' && thread.claimed !== null && thread.author === principal)
      .map((thread): Duty => ({ kind: 'close-thread', thread: thread.id, blocks: false, due: thread.due })),
    ...findings
      .filter((finding) => !accepted(finding) && finding.subjects.some((subject) => own.has(idOf(subject))))
      .map(repair),
    ...findings.filter(accepted).map(acceptAgain),
    ...reasonsOfPerson(owedReasons, principal),
  ]);
};

export interface DutyCount {
  readonly owed: number;
  readonly blocking: number;
  /** Due before the given day. */
  readonly overdue: number;
}

/** @param today ISO day of whoever looks */
export const countDuties = (duties: readonly Duty[], today: string): DutyCount => ({
  owed: duties.length,
  blocking: duties.filter(({ blocks }) => blocks).length,
  overdue: duties.filter(({ due }) => due !== null && due < today).length,
});

/** Functions that speak for something and those that only contribute. */
export const owesAnything = (fn: PlantFunction): fn is OwningFunction => fn !== 'OTHER';
