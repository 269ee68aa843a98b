/**
 * Every entity kind and its scalar fields, as data (DOMAIN section 2, "Entities, D").
 * The reader, the mutations, the record panel and the charter all work from this one table.
 * `required` means required for a charter; a record without it is still conforming.
 */
import {
  AUDIT_TRAIL,
  CAPTURES,
  CHANGES,
  CONSTRAINT_KINDS,
  CRITICALITIES,
  DATA_CATEGORIES,
  DOMAINS,
  FUNCTIONS,
  GAMP_CATEGORIES,
  LIFECYCLES,
  MECHANISMS,
  MOM_CATEGORIES,
  OUTPUT_KINDS,
  OWNING_FUNCTIONS,
  PLANNED_ACTIONS,
  RECONCILIATIONS,
  RELEVANCES,
  REPORT_LOGIC,
  RISK_KINDS,
  STEP_KINDS,
  SYSTEM_KINDS,
  TRANSFORMATIONS,
  VALIDATED,
  VALIDATION_STATES,
} from './vocabulary.ts';

interface Common {
  readonly required: boolean;
}
export type FieldSpec =
  | (Common & { readonly type: 'text' })
  | (Common & { readonly type: 'enum'; readonly values: readonly string[] })
  | (Common & { readonly type: 'boolean' })
  | (Common & { readonly type: 'integer'; readonly min: number; readonly max: number })
  | (Common & { readonly type: 'date' })
  | (Common & { readonly type: 'order' })
  | (Common & { readonly type: 'reference'; readonly to: string });

const text = (required = false) => ({ type: 'text', required }) as const;
const choice = <const V extends readonly string[]>(values: V, required = false) =>
  ({ type: 'enum', values, required }) as const;
const flag = (required = false) => ({ type: 'boolean', required }) as const;
const integer = (min: number, max: number) => ({ type: 'integer', min, max, required: false }) as const;
const date = (required = false) => ({ type: 'date', required }) as const;
const ref = <const K extends string>(to: K, required = false) => ({ type: 'reference', to, required }) as const;

/** A person-facing number within its kind: D4, R1, I3. Doubles (two people creating at once) are told apart by the reader. */
const number = integer(1, 1_000_000);

export const ENTITY_FIELDS = {
  person: { name: text(true), function: choice(FUNCTIONS, true), discipline: text(), jobTitle: text(true) },
  step: {
    order: { type: 'order', required: true },
    title: text(true),
    kind: choice(STEP_KINDS, true),
    momCategory: choice(MOM_CATEGORIES),
    regulated: flag(true),
    capture: choice(CAPTURES),
    change: choice(CHANGES, true),
    driver: choice(OWNING_FUNCTIONS),
  },
  system: {
    name: text(true),
    kind: choice(SYSTEM_KINDS, true),
    domain: choice(DOMAINS, true),
    isaLevel: integer(0, 4),
    gampCategory: choice(GAMP_CATEGORIES),
    validated: choice(VALIDATED, true),
    auditTrail: choice(AUDIT_TRAIL, true),
    lifecycle: choice(LIFECYCLES, true),
    plannedAction: choice(PLANNED_ACTIONS, true),
    processOwnerId: ref('person', true),
    systemOwnerId: ref('person', true),
  },
  dataObject: {
    number,
    title: text(true),
    category: choice(DATA_CATEGORIES, true),
    regulated: flag(true),
    change: choice(CHANGES, true),
    asIsSoR: ref('system'),
    criticality: choice(CRITICALITIES),
  },
  output: {
    number,
    title: text(true),
    kind: choice(OUTPUT_KINDS, true),
    relevance: choice(RELEVANCES, true),
    recordSystemId: ref('system', true),
    reportLogic: choice(REPORT_LOGIC),
    retentionRule: text(true),
  },
  interface: {
    number,
    fromId: ref('system', true),
    toId: ref('system', true),
    mechanism: choice(MECHANISMS, true),
    transformation: choice(TRANSFORMATIONS, true),
    reconciliation: choice(RECONCILIATIONS, true),
    errorHandling: text(),
    status: choice(VALIDATION_STATES),
    rationale: text(),
    change: choice(CHANGES, true),
  },
  logic: {
    number,
    stepId: ref('step', true),
    title: text(true),
    systemId: ref('system', true),
    status: choice(VALIDATION_STATES),
  },
  constraint: {
    number,
    kind: choice(CONSTRAINT_KINDS, true),
    detail: text(true),
    from: date(),
    to: date(),
    evidenceRef: text(),
  },
  risk: {
    number,
    kind: choice(RISK_KINDS, true),
    dutyFunction: choice(OWNING_FUNCTIONS, true),
    severity: choice(CRITICALITIES),
    likelihood: choice(CRITICALITIES),
    detectability: choice(CRITICALITIES),
    due: date(),
  },
  criterion: { number, statement: text(true), method: text() },
  decision: { number, statement: text(true), rationale: text(true) },
  question: { number, text: text(true), toFunction: choice(OWNING_FUNCTIONS, true), due: date(true) },
  action: { number, text: text(true), personId: ref('person'), due: date() },
  reference: { number, title: text(true), docNumber: text(), url: text() },
} as const satisfies Record<string, Record<string, FieldSpec>>;

/** The two roots that are one record each: the board and its one process. */
export const SINGLE_FIELDS = {
  board: { title: text(true), site: text(true), language: text() },
  process: {
    title: text(true),
    productScope: text(true),
    trigger: text(true),
    endState: text(true),
    sponsor: text(),
  },
} as const satisfies Record<string, Record<string, FieldSpec>>;

export type EntityKind = keyof typeof ENTITY_FIELDS;
export type SingleKind = keyof typeof SINGLE_FIELDS;
export const ENTITY_KINDS = Object.keys(ENTITY_FIELDS) as readonly EntityKind[];
export const SINGLE_KINDS = Object.keys(SINGLE_FIELDS) as readonly SingleKind[];

type ValueOf<F> = F extends { readonly type: 'enum'; readonly values: readonly (infer V)[] }
  ? V
  : F extends { readonly type: 'boolean' }
    ? boolean
    : F extends { readonly type: 'integer' }
      ? number
      : string;

/** The scalar fields of one entity kind; a field that nobody filled in is absent. */
export type Fields<K extends EntityKind | SingleKind> = K extends EntityKind
  ? { readonly [F in keyof (typeof ENTITY_FIELDS)[K]]?: ValueOf<(typeof ENTITY_FIELDS)[K][F]> }
  : K extends SingleKind
    ? { readonly [F in keyof (typeof SINGLE_FIELDS)[K]]?: ValueOf<(typeof SINGLE_FIELDS)[K][F]> }
    : never;

/** The letter of a kind whose records carry a number: D4 is data object 4. */
export const NUMBER_PREFIX = {
  dataObject: 'D',
  output: 'R',
  interface: 'I',
  logic: 'L',
  constraint: 'K',
  risk: 'X',
  criterion: 'V',
  decision: 'DEC',
  question: 'Q',
  action: 'ACT',
  reference: 'REF',
} as const satisfies Partial<Record<EntityKind, string>>;

/**
 * Long texts: each is a named root of the document, `text:<entity id or "process">:<field>`, an XML fragment of
 * paragraphs, so that typing wakes only its editor and two people typing at once both keep their words.
 */
export const LONG_TEXTS = {
  process: ['inScope', 'outOfScope'],
  step: ['note'],
  system: ['note'],
  dataObject: ['note'],
  output: ['note'],
  interface: ['note'],
  decision: ['note'],
  risk: ['note'],
} as const satisfies Partial<Record<EntityKind | 'process', readonly string[]>>;
