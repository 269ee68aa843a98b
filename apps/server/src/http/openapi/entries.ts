/**
 * What can be said on a board, as JSON Schemas: one of the payload of each kind of entry, and the command that carries one.
 * They are made of what the server checks commands against, so that a program can check its own before it sends them.
 */
import { COMMAND_KINDS, ENTRY_KINDS, ENTRY_SCHEMAS, type EntryKind } from '@chartroom/record';
import { z } from 'zod';
import { ID_PATTERN } from '../../ids.ts';

type Json = Readonly<Record<string, unknown>>;

/** Name of the schema of a kind's payload among the components. */
export const payloadName = (kind: EntryKind): string => `Payload.${kind}`;
const reference = (kind: EntryKind): Json => ({ $ref: `#/components/schemas/${payloadName(kind)}` });

const payloadOf = (kind: EntryKind): Json => {
  const schema: z.ZodType = ENTRY_SCHEMAS[kind];
  // What JSON Schema cannot say, the answer to the command says.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

const commandOf = (kind: EntryKind): Json => ({
  type: 'object',
  title: kind,
  properties: {
    id: {
      type: 'string',
      pattern: ID_PATTERN.source,
      description: '128 random bits in Crockford base 32, the same when the command is sent again.',
    },
    kind: { const: kind },
    payload: reference(kind),
  },
  required: ['id', 'kind', 'payload'],
  additionalProperties: false,
});

/** `schemas` with the payloads, the command, and entries that say which payloads they may have. */
export const withEntries = (schemas: Json): Json => {
  const entry = schemas['Entry'] as { readonly properties: Json };
  return {
    ...schemas,
    ...Object.fromEntries(ENTRY_KINDS.map((kind) => [payloadName(kind), payloadOf(kind)])),
    Command: { oneOf: COMMAND_KINDS.map(commandOf) },
    Entry: {
      ...entry,
      properties: {
        ...entry.properties,
        payload: {
          anyOf: [...ENTRY_KINDS.map(reference), { type: 'object', description: 'Of a kind of a later version.' }],
        },
      },
    },
  };
};
