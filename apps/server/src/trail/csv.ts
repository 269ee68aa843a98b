/**
 * The audit trail as a table for people: RFC 4180, UTF-8 with a byte order mark, one line an entry, records by the names
 * that they have now. A cell that a spreadsheet would take for a formula is quoted.
 */
import type { Weighty } from '@chartroom/domain';
import { canonicalJson, type EditNote, type Entry, owesReason, type Payload } from '@chartroom/record';
import { kindWords, named } from './record-names.ts';

export const CSV_BEGIN = '\uFEFF';

export const CSV_COLUMNS = [
  'entry',
  'received (UTC)',
  'made offline (claimed)',
  'person',
  'function',
  'principal',
  'called now',
  'kind',
  'what',
  'record',
  'field',
  'old',
  'new',
  'how',
  'reason (claimed)',
  'purpose (claimed)',
  'reason asked for',
  'reason owed',
  'updates',
  'details',
  'id',
  'hash',
] as const;

/** Why a reason is asked for, in words. */
const ASKED: Readonly<Record<Weighty, string>> = {
  regulated: 'regulated item',
  record: 'system of record',
  accountable: 'accountable',
  output: 'output',
};

/** The signs that begin a formula, the wide ones of East Asian keyboards among them; and blanks that are left out before. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
/**
 * The same where a spreadsheet of another language begins a new cell or row inside a text, which it does at a semicolon, a
 * tab or the end of a line wherever the file is parted by commas and not read as such, and takes quotes away there.
 */
const LATER_FORMULA = /([;\t\r\n][\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** One cell. A number is what it is; a text is never a formula. */
export const cell = (value: string | number | boolean | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value);
  const safe = (FORMULA.test(text) ? `'${text}` : text).replaceAll(LATER_FORMULA, "$1'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvLine = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(cell).join(',')}\r\n`;

export interface CsvSource {
  /** As the record had stated them by then. */
  readonly person: { readonly name: string; readonly function: string } | null;
  /** What they are called now, where that is something else. */
  readonly calledNow: string | null;
  readonly note: EditNote;
  /** What records are called, by id. */
  readonly names: ReadonlyMap<string, string>;
}

const whereOf = ({ root, key }: Payload<'change'>, names: ReadonlyMap<string, string>): string => {
  if (root === 'text') {
    const at = key.indexOf(':');
    return named(key.slice(0, at), names);
  }
  return key === root ? root : named(key, names);
};
const fieldOf = ({ root, key, field }: Payload<'change'>): string =>
  field ?? (root === 'text' ? key.slice(key.indexOf(':') + 1) : kindWords(root));
const valueOf = (
  { fields, cut }: Payload<'change'>,
  value: string | number | boolean | null,
  isNew: boolean,
  change: string,
  names: ReadonlyMap<string, string>,
): string | number | boolean | null => {
  if (fields !== undefined && isNew === (change === 'created'))
    return fields
      .map(([field, one]) => `${field}: ${typeof one === 'string' ? (names.get(one) ?? one) : one}`)
      .join('; ');
  if (typeof value !== 'string') return value;
  const part = cut === undefined ? value : `${cut.before > 0 ? '… ' : ''}${value}${cut.after > 0 ? ' …' : ''}`;
  return names.get(part) ?? part;
};

/** The line of one entry. */
export const csvEntry = (entry: Entry, { person, calledNow, note, names }: CsvSource): string => {
  const isChange = entry.kind === 'change';
  const change = entry.payload as Payload<'change'>;
  return csvLine([
    entry.seq,
    entry.at,
    note.claimedAt ?? null,
    person?.name ?? null,
    person?.function ?? null,
    entry.actor,
    calledNow,
    entry.kind,
    isChange ? change.change : null,
    isChange ? whereOf(change, names) : null,
    isChange ? fieldOf(change) : null,
    isChange ? valueOf(change, change.old, false, change.change, names) : null,
    isChange ? valueOf(change, change.new, true, change.change, names) : null,
    note.by ?? null,
    note.reason ?? null,
    note.purpose ?? null,
    isChange && change.asks !== undefined ? ASKED[change.asks] : null,
    isChange && change.asks !== undefined ? (owesReason(change, note) ? 'yes' : 'no') : null,
    isChange ? (change.from === change.to ? `${change.from}` : `${change.from} to ${change.to}`) : null,
    isChange ? null : canonicalJson(entry.payload),
    entry.id,
    entry.hash,
  ]);
};
