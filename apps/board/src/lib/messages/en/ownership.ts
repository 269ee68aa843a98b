/** Words of the responsibility matrix. */
import { plural } from './words.ts';

export const ownership = {
  lead: 'One accountable a row, quality can refuse',
  matrix: 'Responsibility matrix',
  area: 'Area',
  cell: (area: string, functionName: string) => `${area}, ${functionName}`,
  edit: (area: string, functionName: string) => `Edit ${area}, ${functionName}`,
  done: 'Done',
  nothing: 'no part stated',
  note: 'Reason why this cell is empty',
  noteOf: (text: string) => `Deliberately empty: ${text}`,
  accountables: (count: number) =>
    plural(count, { zero: 'Nobody accountable', one: 'One accountable', other: '# accountable, keep one' }),
  twoAccountable: (count: number) => `${count} accountable in this row. Keep one; the others can refuse.`,
  noAccountable: 'Nobody is accountable in this row.',
  register: 'Owners of',
  title: 'Title',
  counts: (count: number, open: number) =>
    open === 0
      ? plural(count, { one: '#, with its accountable', other: '#, each with one accountable' })
      : `${count}, ${open} without one accountable`,
  none: 'Nothing of this kind yet.',
};
