/** Words of asking for a reason: of one's own accord after a change, or before a record leaves the board of which one is asked. */
import { plural } from './words.ts';

export const why = {
  /** The purpose of what is changed while a charter is drafted: no reason. */
  drafting: 'Drafting',
  say: 'Say why',
  sayOf: (sentence: string) => `Say why: ${sentence}`,
  title: 'Why was this changed?',
  text: 'It stands in the history beside the change, under your name.',
  textOf: (sentence: string) => `You ${sentence}. The reason stands beside it in the history, under your name.`,
  label: 'Reason',
  hint: 'For example: agreed with quality on Tuesday',
  needed: 'Give a reason; it stands in the history.',
  save: 'Save reason',
  later: 'The reason is sent once the server is back.',
  refused: (detail: string) => `The reason was not stored: ${detail}`,
  delete: (record: string) => `Delete ${record}?`,
  deleteText: {
    regulated: 'It is regulated, so the history keeps why. It can be restored with everything that was said of it.',
    record: 'It is a system of record, so the history keeps why. It can be restored with every role that it has.',
    accountable:
      'This person is accountable on the board, so the history keeps why. They can be restored with all their parts.',
    output: 'It is an output of the process, so the history keeps why. It can be restored with everything about it.',
  },
  deleteAction: 'Delete',
  merge: (record: string, into: string) => `Merge ${record} into ${into}?`,
  mergeText: {
    regulated: 'It is regulated, so the history keeps why. The merge can be taken back.',
    record: 'It is a system of record, so the history keeps why. The merge can be taken back.',
    accountable: 'This person is accountable on the board, so the history keeps why. The merge can be taken back.',
    output: 'It is an output of the process, so the history keeps why. The merge can be taken back.',
  },
  mergeAction: 'Merge',
  several: (count: number) =>
    plural(count, { one: 'Take # record off the board?', other: 'Take # records off the board?' }),
  told: {
    regulated: 'Something regulated was changed.',
    record: 'A system of record was changed.',
    accountable: 'Who is accountable was changed.',
    output: 'What is regulated about an output was changed.',
  },
};
