/** Words of the outputs and their feeds. */
import { plural } from './words.ts';

export const outputs = {
  summary: (count: number) =>
    plural(count, {
      zero: 'none yet',
      one: '# regulated output, back to where its data is held',
      other: '# regulated outputs, back to where their data is held',
    }),
  kept: 'Output, kept in',
  fed: 'Fed with',
  path: 'Path',
  record: 'System of record',
  accountable: 'Accountable',
  add: 'Output',
  newTitle: 'New output',
  none: 'An output is a record, approval or report that someone must be able to show.',
  noFeed: 'From nowhere. Name what feeds it.',
  addFeed: 'Feed',
  notSet: 'kept nowhere yet',
  noRule: 'no rule cited',
  feed: (data: string, system: string) => `${data}, taken from ${system}`,
  same: 'held there itself',
  by: (interfaces: string) => `by ${interfaces}`,
  broken: 'no path',
};
