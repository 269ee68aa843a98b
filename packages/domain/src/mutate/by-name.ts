/**
 * Mutations as plain data: a name of this list and its arguments. What a proposal carries and a person applies later,
 * perhaps on another version of the product. Only what is listed can be asked for; every argument is checked.
 */
import type * as Y from 'yjs';
import { ENTITY_KINDS, SINGLE_KINDS, type EntityKind } from '../schema/fields.ts';
import { entityFields, fieldSpec, readField, singleFields, type Scalar } from '../schema/field-value.ts';
import { ROW_KINDS } from '../schema/rows.ts';
import {
  DATA_USES,
  FUNCTIONS,
  MEANINGS,
  OWNING_FUNCTIONS,
  RESPONSIBILITIES,
  ROLE_USES,
  SCOPES,
} from '../schema/vocabulary.ts';
import { mapRoot } from '../read/root.ts';
import { entityMap } from '../read/writer.ts';
import {
  flag,
  nullable,
  oneOf,
  optional,
  readArguments,
  scalar,
  scalars,
  text,
  texts,
  type Arguments,
  type ReadBy,
  type Readers,
} from './arguments.ts';
import type { Mutation } from './change.ts';
import { createEntity, mergeEntities, setField, setSingleField } from './entity.ts';
import { accountableFor, nameAccountable, setSystemRole, systemsInRole } from './exactly.ts';
import { standingFor } from './lookup.ts';
import { withdrawRow } from './row.ts';
import {
  addApprover,
  addFeed,
  addLink,
  assignResponsibility,
  assignSystemRole,
  carryData,
  clearStepData,
  dropData,
  keepSystemOfRecord,
  removeApprover,
  removeFeed,
  removeLink,
  setScope,
  setStepData,
  withdrawResponsibility,
  withdrawSystemRole,
} from './statement.ts';

/** What stood in the place of a change when it was asked for, if the arguments say so, and what stands there now. */
export interface Standing {
  readonly expected: readonly (Scalar | null)[];
  readonly found: readonly (Scalar | null)[];
}

interface Named<S extends Readers> {
  readonly readers: S;
  readonly make: (said: ReadBy<S>) => Mutation;
  /** The record that it changes: gone when that was deleted. */
  readonly about?: (said: ReadBy<S>) => readonly [EntityKind, string];
  /** Null where the arguments do not say what stood there. */
  readonly standing?: (doc: Y.Doc, said: ReadBy<S>) => Standing | null;
}
const named = <S extends Readers>(
  readers: S,
  make: Named<S>['make'],
  more: Pick<Named<S>, 'about' | 'standing'> = {},
): Named<S> => ({ readers, make, ...more });

/** The record that stands for an id now. */
const nowOf = (doc: Y.Doc, kind: EntityKind, id: string): string => standingFor(doc, [kind], id)?.id ?? id;

function fieldNow(doc: Y.Doc, kind: EntityKind, id: string, field: string): Scalar | null {
  const spec = fieldSpec(entityFields(kind), field);
  const map = entityMap(doc, kind, nowOf(doc, kind, id));
  if (spec === undefined || map === null) return null;
  const read = readField(spec, map.get(field));
  if (read.kind !== 'value') return null;
  return spec.type === 'reference' ? nowOf(doc, spec.to as EntityKind, String(read.value)) : read.value;
}

const place = { step: text, data: text, use: oneOf(ROLE_USES) };
const role = { ...place, system: text };
/** Systems that held the role. */
const holding = { from: optional(texts) };
type RoleSaid = {
  readonly step: string;
  readonly data: string;
  readonly use: (typeof ROLE_USES)[number];
  readonly from?: readonly string[];
};
const roleStanding = (doc: Y.Doc, { step, data, use, from }: RoleSaid): Standing | null =>
  from === undefined
    ? null
    : {
        expected: [...new Set(from.map((system) => nowOf(doc, 'system', system)))].sort(),
        found: systemsInRole(doc, { step, data, use }),
      };

const responsibility = {
  subject: text,
  function: oneOf(FUNCTIONS),
  code: oneOf(RESPONSIBILITIES),
  person: nullable(text),
};
const approver = {
  output: text,
  function: oneOf(FUNCTIONS),
  person: nullable(text),
  meaning: nullable(oneOf(MEANINGS)),
};
const feed = { output: text, system: text, data: text };
const carried = { interface: text, data: text };
const linked = { from: text, to: text };
const stepData = { step: text, data: text, use: oneOf(DATA_USES) };

const NAMED = {
  setField: named(
    { kind: oneOf(ENTITY_KINDS), id: text, field: text, value: scalar, from: optional(scalar) },
    ({ kind, id, field, value }) =>
      (doc) =>
        setField(kind, nowOf(doc, kind, id), field as never, value as never)(doc),
    {
      about: ({ kind, id }) => [kind, id],
      standing: (doc, { kind, id, field, from }) =>
        from === undefined ? null : { expected: [from], found: [fieldNow(doc, kind, id, field)] },
    },
  ),
  setSingleField: named(
    { kind: oneOf(SINGLE_KINDS), field: text, value: scalar, from: optional(scalar) },
    ({ kind, field, value }) => setSingleField(kind, field as never, value as never),
    {
      standing: (doc, { kind, field, from }) => {
        const spec = fieldSpec(singleFields(kind), field);
        if (from === undefined || spec === undefined) return null;
        const read = readField(spec, mapRoot(doc, kind)?.get(field));
        return { expected: [from], found: [read.kind === 'value' ? read.value : null] };
      },
    },
  ),
  createEntity: named(
    { kind: oneOf(ENTITY_KINDS), fields: scalars, links: optional(texts), data: optional(texts) },
    ({ kind, fields, links, data }) =>
      createEntity(kind, fields, { ...(links ? { links } : {}), ...(data ? { data } : {}) }),
  ),
  mergeEntities: named({ kind: oneOf(ENTITY_KINDS), loser: text, winner: text }, ({ kind, loser, winner }) =>
    mergeEntities(kind, loser, winner),
  ),
  assignSystemRole: named(
    { ...role, ...holding },
    ({ step, data, system, use }) => assignSystemRole({ step, data, system, use }),
    { standing: roleStanding },
  ),
  withdrawSystemRole: named(
    { ...role, ...holding },
    ({ step, data, system, use }) => withdrawSystemRole({ step, data, system, use }),
    { standing: roleStanding },
  ),
  setSystemRole: named(
    { ...place, systems: texts, ...holding },
    ({ step, data, use, systems }) => setSystemRole({ step, data, use, systems }),
    { standing: roleStanding },
  ),
  keepSystemOfRecord: named(
    { step: text, data: text, system: text, ...holding },
    ({ step, data, system }) => keepSystemOfRecord({ step, data, system }),
    { standing: (doc, said) => roleStanding(doc, { ...said, use: 'record' }) },
  ),
  assignResponsibility: named(responsibility, (said) => assignResponsibility(said)),
  withdrawResponsibility: named(responsibility, (said) => withdrawResponsibility(said)),
  nameAccountable: named(
    { subject: text, function: oneOf(OWNING_FUNCTIONS), person: text, from: optional(texts) },
    ({ subject, function: said, person }) => nameAccountable({ subject, function: said, person }),
    {
      standing: (doc, { subject, from }) =>
        from === undefined ? null : { expected: [...from].sort(), found: accountableFor(doc, subject) },
    },
  ),
  setStepData: named(stepData, (said) => setStepData(said)),
  clearStepData: named(stepData, (said) => clearStepData(said)),
  addFeed: named(feed, (said) => addFeed(said)),
  removeFeed: named(feed, (said) => removeFeed(said)),
  addApprover: named(approver, (said) => addApprover(said)),
  removeApprover: named(approver, (said) => removeApprover(said)),
  carryData: named(carried, (said) => carryData(said)),
  dropData: named(carried, (said) => dropData(said)),
  setScope: named({ interface: text, scope: oneOf(SCOPES), included: flag }, ({ included, ...said }) =>
    setScope(said, included),
  ),
  addLink: named(linked, (said) => addLink(said)),
  removeLink: named(linked, (said) => removeLink(said)),
  withdrawRow: named({ row: oneOf(ROW_KINDS), key: text }, ({ row, key }) => withdrawRow(row, key)),
} as const;

export type MutationName = keyof typeof NAMED;
export const MUTATION_NAMES = Object.keys(NAMED) as readonly MutationName[];
export type ArgumentsOf<N extends MutationName> = (typeof NAMED)[N] extends Named<infer S> ? ReadBy<S> : never;

/** One mutation as data. */
export interface NamedMutation {
  readonly name: string;
  readonly arguments: Arguments;
}
/** A mutation of the list with its arguments as this version writes them. */
export type Call = {
  readonly [N in MutationName]: { readonly name: N; readonly arguments: ArgumentsOf<N> };
}[MutationName];

export const call = <N extends MutationName>(name: N, said: ArgumentsOf<N>): NamedMutation => ({
  name,
  arguments: said as Arguments,
});

export type Unreadable =
  /** A later version wrote it: its name, an argument or a word is not known here. */
  | { readonly kind: 'newer'; readonly name: string; readonly argument: string }
  | { readonly kind: 'malformed'; readonly name: string; readonly argument: string };

export interface ReadMutation {
  readonly call: Call;
  readonly mutation: Mutation;
  readonly about: readonly [EntityKind, string] | null;
  standing(doc: Y.Doc): Standing | null;
}

/** The mutation that is meant. `given` may be anything. */
export function readMutation(
  given: unknown,
): { readonly ok: true; readonly value: ReadMutation } | { readonly ok: false; readonly fault: Unreadable } {
  const { name, arguments: said } = (typeof given === 'object' && given !== null ? given : {}) as Record<
    string,
    unknown
  >;
  if (typeof name !== 'string') return { ok: false, fault: { kind: 'malformed', name: '', argument: '' } };
  if (!Object.hasOwn(NAMED, name)) return { ok: false, fault: { kind: 'newer', name, argument: '' } };
  const entry = NAMED[name as MutationName] as unknown as Named<Readers>;
  const read = readArguments(entry.readers, said);
  if (!read.ok) return { ok: false, fault: { kind: read.fault, name, argument: read.argument } };
  return {
    ok: true,
    value: {
      call: { name, arguments: read.value } as unknown as Call,
      mutation: entry.make(read.value),
      about: entry.about?.(read.value) ?? null,
      standing: (doc) => entry.standing?.(doc, read.value) ?? null,
    },
  };
}
