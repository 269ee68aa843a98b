/**
 * Assertion rows, as data (DOMAIN section 2, "Assertion rows, D"): one flat key in the row kind's root map, parts
 * joined by `|`. A text part is always last and takes the rest of the key. Value 1 asserted, 0 withdrawn; a row kind
 * with `value: 'text'` holds a string while asserted.
 */
import {
  AREAS,
  DATA_USES,
  FUNCTIONS,
  MEANINGS,
  OWNING_FUNCTIONS,
  REGIMES,
  RESPONSIBILITIES,
  ROLE_USES,
  SCOPES,
} from './vocabulary.ts';
import type { EntityKind } from './fields.ts';
import { SCOPING_SUBJECTS } from './scoping.ts';

export type PartSpec =
  /** An entity id of one of `kinds`; `wildcard` is the one other value allowed. `carries` marks the owner: its deletion puts the row to sleep. */
  | {
      readonly name: string;
      readonly type: 'id';
      readonly kinds: readonly EntityKind[];
      readonly wildcard?: string;
      readonly carries?: true;
    }
  /** Either an entity id of one of `kinds` or one of `values`. */
  | {
      readonly name: string;
      readonly type: 'subject';
      readonly kinds: readonly EntityKind[];
      readonly values: readonly string[];
      readonly carries?: true;
    }
  | { readonly name: string; readonly type: 'enum'; readonly values: readonly string[]; readonly wildcard?: string }
  | { readonly name: string; readonly type: 'text' };

export interface RowSpec {
  readonly parts: readonly PartSpec[];
  readonly value: 'flag' | 'text';
}

const id = <const N extends string>(name: N, kinds: readonly EntityKind[]) => ({ name, type: 'id', kinds }) as const;
const owner = <const N extends string>(name: N, kinds: readonly EntityKind[]) =>
  ({ name, type: 'id', kinds, carries: true }) as const;
const oneOf = <const N extends string, const V extends readonly string[]>(name: N, values: V) =>
  ({ name, type: 'enum', values }) as const;
const words = <const N extends string>(name: N) => ({ name, type: 'text' }) as const;

const LINKABLE: readonly EntityKind[] = [
  'step',
  'system',
  'dataObject',
  'output',
  'interface',
  'logic',
  'constraint',
  'risk',
  'criterion',
  'decision',
  'question',
  'action',
  'reference',
  'person',
];

const ROLE_PARTS = [
  { name: 'step', type: 'id', kinds: ['step'], wildcard: '*', carries: true },
  { name: 'data', type: 'id', kinds: ['dataObject'], wildcard: '*' },
  id('system', ['system']),
  oneOf('use', ROLE_USES),
] as const;

export const ROW_SPECS = {
  regime: { parts: [oneOf('regime', REGIMES)], value: 'flag' },
  alias: { parts: [owner('system', ['system']), words('name')], value: 'flag' },
  citation: { parts: [owner('output', ['output']), words('text')], value: 'flag' },
  logicData: { parts: [owner('logic', ['logic']), id('data', ['dataObject'])], value: 'flag' },
  link: {
    parts: [
      owner('from', LINKABLE),
      { name: 'to', type: 'subject', kinds: LINKABLE, values: [...AREAS, ...SCOPING_SUBJECTS] },
    ],
    value: 'flag',
  },
  role: { parts: ROLE_PARTS, value: 'flag' },
  roleAsIs: { parts: ROLE_PARTS, value: 'flag' },
  stepData: { parts: [owner('step', ['step']), id('data', ['dataObject']), oneOf('use', DATA_USES)], value: 'flag' },
  flow: { parts: [owner('from', ['step']), id('to', ['step'])], value: 'text' },
  resp: {
    parts: [
      {
        name: 'subject',
        type: 'subject',
        kinds: ['step', 'dataObject', 'output', 'interface', 'logic'],
        values: AREAS,
        carries: true,
      },
      oneOf('function', FUNCTIONS),
      oneOf('code', RESPONSIBILITIES),
      { name: 'person', type: 'id', kinds: ['person'], wildcard: '-' },
    ],
    value: 'flag',
  },
  respNote: { parts: [oneOf('area', AREAS), oneOf('function', OWNING_FUNCTIONS)], value: 'text' },
  feed: { parts: [owner('output', ['output']), id('system', ['system']), id('data', ['dataObject'])], value: 'flag' },
  approver: {
    parts: [
      owner('output', ['output']),
      oneOf('function', FUNCTIONS),
      { name: 'person', type: 'id', kinds: ['person'], wildcard: '-' },
      { name: 'meaning', type: 'enum', values: MEANINGS, wildcard: '-' },
    ],
    value: 'flag',
  },
  ifData: { parts: [owner('interface', ['interface']), id('data', ['dataObject'])], value: 'flag' },
  ifScope: { parts: [owner('interface', ['interface']), oneOf('scope', SCOPES)], value: 'flag' },
  part: { parts: [owner('part', ['dataObject']), id('whole', ['dataObject'])], value: 'flag' },
} as const satisfies Record<string, RowSpec>;

export type RowKind = keyof typeof ROW_SPECS;
export const ROW_KINDS = Object.keys(ROW_SPECS) as readonly RowKind[];

type PartValue<P> = P extends {
  readonly type: 'enum';
  readonly values: readonly (infer V)[];
  readonly wildcard: infer W extends string;
}
  ? V | W
  : P extends { readonly type: 'enum'; readonly values: readonly (infer V)[] }
    ? V
    : string;

/** The parts of one row by name, e.g. `{ step, data, system, use }` for a role. */
export type Parts<K extends RowKind> = {
  readonly [P in (typeof ROW_SPECS)[K]['parts'][number] as P['name']]: PartValue<P>;
};

export const KEY_SEPARATOR = '|';
/** Key and id characters that would break a key. */
export const FORBIDDEN_IN_IDS = /[|:]/;
