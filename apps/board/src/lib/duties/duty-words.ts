/** What somebody owes as one sentence, and whether a day is past. Pure. */
import { countDuties, type Duty } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';

type Part = keyof typeof m.duties.parts;

const PART_OF: Readonly<Record<Duty['kind'], Part>> = {
  'answer-thread': 'answers',
  'answer-question': 'answers',
  'decide-proposal': 'decisions',
  act: 'acts',
  'close-thread': 'closings',
  repair: 'repairs',
  'assess-again': 'assessments',
  'accept-again': 'renewals',
  'state-why': 'reasons',
};
const ORDER: readonly Part[] = [
  'answers',
  'decisions',
  'acts',
  'closings',
  'assessments',
  'renewals',
  'repairs',
  'reasons',
];

/** A duty of several changes is as many reasons. */
const countOf = (duties: readonly Duty[]): number =>
  duties.reduce((sum, duty) => sum + (duty.kind === 'state-why' ? duty.changes : 1), 0);

/** "Quality owes 4 answers and 1 repair, 2 block the charter"; `who` is null for the person at this screen. */
export function dutySentence(who: string | null, duties: readonly Duty[], today: string): string {
  if (duties.length === 0) return who === null ? m.duties.nothingYours : m.duties.nothing(who);
  const byPart = Map.groupBy(duties, ({ kind }) => PART_OF[kind]);
  const parts = ORDER.flatMap((part) => {
    const count = countOf(byPart.get(part) ?? []);
    return count === 0 ? [] : [m.duties.parts[part](count)];
  });
  const { blocking, overdue } = countDuties(duties, today);
  return m.duties.summary(who === null ? m.duties.youOwe(parts) : m.duties.owes(who, parts), [
    ...(blocking > 0 ? [m.duties.blocks(blocking)] : []),
    ...(overdue > 0 ? [m.duties.overdue(overdue)] : []),
  ]);
}
