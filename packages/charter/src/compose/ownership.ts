/** Who is accountable for a subject and who has another stated part, with the rows that say so. */
import type { Ownership, ResponsibilityLine } from '../model.ts';
import type { Source } from './source.ts';
import { rowAddress } from './source.ts';

/** All codes on a subject (an entity id or an area): A, V, R, C, I; within a code by function, then by row. */
export const responsibilities = (from: Source, subject: string): readonly ResponsibilityLine[] =>
  from.relations.holders(subject).map(({ row }) => ({
    code: row.parts.code,
    ...from.holding(row.parts.function, row.parts.person, [rowAddress(row)]),
  }));

export const ownership = (from: Source, subject: string): Ownership => {
  const lines = responsibilities(from, subject);
  return { accountable: lines.filter((line) => line.code === 'A'), others: lines.filter((line) => line.code !== 'A') };
};
