/**
 * Wording of the schema: from a vocabulary and a value, or a kind and a field, to the words of the catalog.
 * The document's values never appear on screen by themselves; a value that this version does not know is shown as it is.
 */
import {
  AREAS,
  AUDIT_TRAIL,
  CAPTURES,
  CHANGES,
  CONSTRAINT_KINDS,
  CRITICALITIES,
  DATA_CATEGORIES,
  DATA_USES,
  DOMAINS,
  ENTITY_FIELDS,
  FUNCTIONS,
  GAMP_CATEGORIES,
  LIFECYCLES,
  MEANINGS,
  MECHANISMS,
  MOM_CATEGORIES,
  NUMBER_PREFIX,
  OUTPUT_KINDS,
  OWNING_FUNCTIONS,
  PLANNED_ACTIONS,
  RECONCILIATIONS,
  REGIMES,
  RELEVANCES,
  REPORT_LOGIC,
  RESPONSIBILITIES,
  RISK_KINDS,
  ROLE_USES,
  SCOPES,
  SINGLE_FIELDS,
  STEP_KINDS,
  SYSTEM_KINDS,
  TRANSFORMATIONS,
  VALIDATED,
  VALIDATION_STATES,
} from '@chartroom/domain';
import type { EntityKind, FieldSpec, Fields, SingleKind } from '@chartroom/domain';
import { terms } from './en/terms.ts';
import type { Shape } from './shape.ts';

const words: Shape<typeof terms> = terms;

export type Vocabulary = keyof typeof words.values;
export interface FieldOption {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

/** Which vocabulary a field's list of values is: lists are compared by identity, as the schema shares them. */
const VOCABULARIES: ReadonlyMap<readonly string[], Vocabulary> = new Map<readonly string[], Vocabulary>([
  [FUNCTIONS, 'function'],
  [OWNING_FUNCTIONS, 'function'],
  [REGIMES, 'regime'],
  [STEP_KINDS, 'stepKind'],
  [MOM_CATEGORIES, 'momCategory'],
  [CAPTURES, 'capture'],
  [CHANGES, 'change'],
  [SYSTEM_KINDS, 'systemKind'],
  [DOMAINS, 'domain'],
  [GAMP_CATEGORIES, 'gampCategory'],
  [VALIDATED, 'validated'],
  [AUDIT_TRAIL, 'auditTrail'],
  [LIFECYCLES, 'lifecycle'],
  [PLANNED_ACTIONS, 'plannedAction'],
  [DATA_CATEGORIES, 'dataCategory'],
  [CRITICALITIES, 'criticality'],
  [OUTPUT_KINDS, 'outputKind'],
  [RELEVANCES, 'relevance'],
  [REPORT_LOGIC, 'reportLogic'],
  [MECHANISMS, 'mechanism'],
  [TRANSFORMATIONS, 'transformation'],
  [RECONCILIATIONS, 'reconciliation'],
  [VALIDATION_STATES, 'validationState'],
  [CONSTRAINT_KINDS, 'constraintKind'],
  [RISK_KINDS, 'riskKind'],
  [ROLE_USES, 'roleUse'],
  [DATA_USES, 'dataUse'],
  [RESPONSIBILITIES, 'responsibility'],
  [AREAS, 'area'],
  [SCOPES, 'scope'],
  [MEANINGS, 'meaning'],
]);

interface Word {
  readonly label: string;
  readonly hint: string;
}
const wordOf = (vocabulary: Vocabulary, value: string): Word | undefined =>
  (words.values[vocabulary] as Readonly<Record<string, Word>>)[value];

/** `term('stepKind', 'test')` is "Test". */
export const term = (vocabulary: Vocabulary, value: string): string => wordOf(vocabulary, value)?.label ?? value;
/** The short explanation of a value; empty when the word says it all. */
export const termHint = (vocabulary: Vocabulary, value: string): string => wordOf(vocabulary, value)?.hint ?? '';

/** A list of values as a choice with words, e.g. `options('dataUse', DATA_USES)`. */
export const options = (vocabulary: Vocabulary, values: readonly string[]): readonly FieldOption[] =>
  values.map((value) => ({ value, label: term(vocabulary, value), hint: termHint(vocabulary, value) }));

type Kind = EntityKind | SingleKind;
const fieldWord = (kind: Kind, field: string): Word | undefined =>
  (words.fields[kind] as Readonly<Record<string, Word>>)[field];

export const fieldLabel = <K extends Kind>(kind: K, field: keyof Fields<K> & string): string =>
  fieldWord(kind, field)?.label ?? field;
export const fieldHint = <K extends Kind>(kind: K, field: keyof Fields<K> & string): string =>
  fieldWord(kind, field)?.hint ?? '';

/** The choices of an enum field, in the schema's order; empty for a field of another type. */
export function fieldOptions<K extends Kind>(kind: K, field: keyof Fields<K> & string): readonly FieldOption[] {
  const tables: Readonly<Record<string, Readonly<Record<string, FieldSpec>>>> = {
    ...ENTITY_FIELDS,
    ...SINGLE_FIELDS,
  };
  const spec = tables[kind]?.[field];
  if (spec?.type !== 'enum') return [];
  const vocabulary = VOCABULARIES.get(spec.values);
  if (vocabulary === undefined) return spec.values.map((value) => ({ value, label: value, hint: '' }));
  return options(vocabulary, spec.values);
}

export const longTextLabel = (field: keyof typeof words.longTexts): string => words.longTexts[field].label;
/** "data object", "data objects", "Data objects". */
export const kindName = (kind: EntityKind, form: 'one' | 'many' | 'title' = 'one'): string => words.kinds[kind][form];
/** "D4" from a kind and its number; empty while a record has no number. */
export const numberedId = (kind: EntityKind, number: number | undefined): string => {
  const prefixes: Readonly<Partial<Record<EntityKind, string>>> = NUMBER_PREFIX;
  const prefix = prefixes[kind];
  return prefix === undefined || number === undefined ? '' : `${prefix}${number}`;
};
