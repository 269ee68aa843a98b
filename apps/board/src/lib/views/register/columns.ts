/**
 * Which field of a record a column stands for, and back: what two people see of each other when one is in a register
 * and the other in the record panel. A column of a scalar field is called as the field is.
 */
const FIELD_OF: Readonly<Record<string, string>> = {
  accountable: 'resp.A',
  others: 'resp.others',
  collect: 'role.collect',
  record: 'role.record',
  review: 'role.review',
  collectToday: 'roleAsIs.collect',
  recordToday: 'roleAsIs.record',
  reviewToday: 'roleAsIs.review',
  carries: 'ifData',
  scope: 'scope',
};
const COLUMN_OF = new Map(Object.entries(FIELD_OF).map(([column, field]) => [field, column]));

/** The field that presence and links name when the focus is in that column. */
export const fieldOfColumn = (column: string): string => FIELD_OF[column] ?? column;

/** The column in which a field stands, or null where the register does not show it. */
export function columnOfField(field: string, columns: readonly string[]): string | null {
  const exact = COLUMN_OF.get(field) ?? field;
  if (columns.includes(exact)) return exact;
  // A part of a group: systems for one data object, one code of several, one scope.
  const near =
    field.startsWith('role.') || field.startsWith('roleAsIs.')
      ? COLUMN_OF.get(field.split('.').slice(0, 2).join('.'))
      : field.startsWith('resp.')
        ? 'others'
        : field.startsWith('scope.')
          ? 'scope'
          : undefined;
  return near !== undefined && columns.includes(near) ? near : null;
}
