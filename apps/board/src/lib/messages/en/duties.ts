/** Words of what is owed: the to-do of a person and of each function. */
import { list, plural } from './words.ts';

export const duties = {
  /** Counts as parts of "Quality owes ...". */
  parts: {
    answers: (count: number) => plural(count, { one: '# answer', other: '# answers' }),
    decisions: (count: number) => plural(count, { one: '# decision on a proposal', other: '# decisions on proposals' }),
    acts: (count: number) => plural(count, { one: '# action', other: '# actions' }),
    closings: (count: number) => plural(count, { one: '# thread to close', other: '# threads to close' }),
    repairs: (count: number) => plural(count, { one: '# repair', other: '# repairs' }),
    assessments: (count: number) => plural(count, { one: '# assessment anew', other: '# assessments anew' }),
    reasons: (count: number) => plural(count, { one: '# reason', other: '# reasons' }),
    renewals: (count: number) => plural(count, { one: '# acceptance anew', other: '# acceptances anew' }),
  },
  owes: (who: string, parts: readonly string[]) => `${who} owes ${list(parts)}`,
  youOwe: (parts: readonly string[]) => `You owe ${list(parts)}`,
  blocks: (count: number) => plural(count, { one: '# blocks the charter', other: '# block the charter' }),
  overdue: (count: number) => plural(count, { one: '# is overdue', other: '# are overdue' }),
  summary: (owed: string, more: readonly string[]) => [owed, ...more].join(', '),
  nothing: (who: string) => `${who} owes nothing`,
  nothingYours: 'You owe nothing',

  mine: 'Mine',
  choice: 'Whose duties',
  kinds: {
    'answer-thread': 'Answer',
    'answer-question': 'Answer a question of the board',
    act: 'Do',
    'decide-proposal': 'Decide on a proposal',
    'close-thread': 'Close what was answered',
    repair: 'Repair',
    'assess-again': 'Assess again, since the wording has changed',
    'accept-again': 'Accept again, since it has changed',
    'state-why': 'Changes that owe a reason',
  },
  stateWhy: (count: number) => plural(count, { one: 'State why: # change', other: 'State why: # changes' }),
  stateWhyOf: (who: string, count: number) => plural(count, { one: `${who}: # change`, other: `${who}: # changes` }),
  blocking: 'blocks the charter',
  due: (day: string) => `due ${day}`,
  dueToday: 'due today',
  overdueSince: (day: string) => `overdue since ${day}`,
  on: (place: string) => `on ${place}`,
  emptyMine: {
    title: 'Nothing waits for you',
    text: 'What asks you by name, threads of yours that were answered, findings on what you are accountable for, and own changes that owe a reason appear here.',
    action: 'See what your function owes',
  },
  emptyFunction: {
    title: (who: string) => `Nothing waits for ${who}`,
    text: 'Threads and questions that ask the function, proposals on what it owns, its findings, and changes of its people that owe a reason appear here.',
    action: 'See all findings',
  },
  reading: 'Reading what was said. Threads appear in a moment.',
  notRead: (reason: string) => `What was said could not be read: ${reason} Findings are complete, threads are missing.`,
  more: (count: number) => plural(count, { one: 'Show # more', other: 'Show # more' }),
};
