/** What records are called now, by id: for files and searches, which are for people. Deleted and merged ones too. */
import { ENTITY_KINDS, type Snapshot } from '@chartroom/domain';

const NAMING = ['title', 'name', 'statement', 'text', 'detail', 'kind'] as const;

/** `dataObject` -> `data object`. */
export const kindWords = (kind: string): string => kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** `step 3 "Hold and raise"`, `system MES`: kind, label, and the title where it says more. */
export const recordNames = (snapshot: Snapshot): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const kind of ENTITY_KINDS) {
    for (const entity of snapshot.entities[kind]) {
      const fields = entity as unknown as Readonly<Record<string, unknown>>;
      const naming = NAMING.map((field) => fields[field]).find((value) => typeof value === 'string' && value !== '');
      const title = typeof naming === 'string' && naming !== entity.label ? ` "${naming}"` : '';
      names.set(entity.id, `${kindWords(kind)} ${entity.label}${title}`);
    }
  }
  return names;
};

/** The key of a row or a text, or a value, with ids as names. */
export const named = (text: string, names: ReadonlyMap<string, string>): string =>
  names.size === 0 ? text : text.replaceAll(/[0-9A-Z]{26}/g, (id) => names.get(id) ?? id).replaceAll('|', ' | ');
