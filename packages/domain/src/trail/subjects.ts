/** What a change is about: for the history beside a record, and to find who last touched it. */
import { isEntityId } from '../schema/key.ts';
import { KEY_SEPARATOR } from '../schema/rows.ts';
import { AREAS } from '../schema/vocabulary.ts';
import { isRowRoot, TEXT } from './change.ts';

const AREA_SUBJECTS: ReadonlySet<string> = new Set(AREAS);

/** Ids of records, areas, `board` or `process`: the one that was changed, and all that a row names. */
export function subjectsOf(root: string, key: string): readonly string[] {
  if (root === TEXT) return [key.slice(0, key.indexOf(':'))];
  if (!isRowRoot(root)) return [key];
  return [...new Set(key.split(KEY_SEPARATOR).filter((part) => isEntityId(part) || AREA_SUBJECTS.has(part)))];
}
