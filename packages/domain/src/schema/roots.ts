/**
 * The layout of the document: which named roots exist and of what shared type. The server admits an update only if
 * every struct in it hangs off one of these; this list is what it is given.
 */
import { ENTITY_KINDS, LONG_TEXTS, SINGLE_KINDS } from './fields.ts';
import { ROW_KINDS } from './rows.ts';

export const SCHEMA_VERSION = 1;
/** Root map that holds `schema`, the one value that the server seeds. */
export const META_ROOT = 'meta';

/** Roots that are maps: of scalars (`meta`, `board`, `process`, row kinds) or of entities. */
export const MAP_ROOTS: readonly string[] = [META_ROOT, ...SINGLE_KINDS, ...ENTITY_KINDS, ...ROW_KINDS];

const FIELDS = [...new Set(Object.values(LONG_TEXTS).flat())].join('|');
/** Roots that are long texts: `text:<entity id or "process">:<field>`. */
export const TEXT_ROOT_PATTERN = new RegExp(`^text:(?:process|[0-9A-HJKMNP-TV-Z]{26}):(?:${FIELDS})$`);

export const textRoot = (owner: string, field: string): string => `text:${owner}:${field}`;
