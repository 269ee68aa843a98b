/** What is said on a board: read from a number on, and sent as a command in the name of whoever is asking. */
import { COMMAND_KINDS, ENTRY_SCHEMAS, type CommandKind } from '@chartroom/record';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { RecordEntryResponse, RecordResponse } from '../../api.ts';
import type { BoardRow } from '../../db/boards.ts';
import { ID_PATTERN } from '../../ids.ts';
import type { Command, CommandRefusal } from '../../record/command.ts';
import { fit, readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError, type ProblemKind } from '../problem.ts';
import { createRateLimit } from '../rate-limit.ts';
import { unknownBoard } from '../board-access.ts';

const MOST_ENTRIES = 1000;
const BURST = 30;
const PER_SECOND = 3;

const Envelope = z.strictObject(
  {
    id: z
      .string({ error: 'Give an id of 26 characters, which is the same when the command is sent again.' })
      .regex(ID_PATTERN, { error: 'Give 128 random bits as 26 characters of 0-9 and a-z without i, l, o, u.' }),
    kind: z.string({ error: `Give one of ${COMMAND_KINDS.join(', ')}.` }),
    payload: z.unknown(),
  },
  {
    error:
      'Send a JSON object with "id", "kind" and "payload" and nothing else: who and when are the server\'s to say.',
  },
);

const PROBLEM_OF: Readonly<Record<CommandRefusal['kind'], ProblemKind>> = {
  forbidden: 'forbidden',
  unknown: 'unknown-subject',
  conflict: 'conflict',
  unfit: 'invalid-command',
};

const isCommandKind = (kind: string): kind is CommandKind => (COMMAND_KINDS as readonly string[]).includes(kind);

const readCommand = async (c: Context): Promise<Command> => {
  const { id, kind, payload } = await readBody(c, Envelope);
  if (!isCommandKind(kind)) {
    throw new ProblemError(
      'invalid-command',
      `There is no command ${JSON.stringify(kind.slice(0, 64))}. Send one of ${COMMAND_KINDS.join(', ')}.`,
      { errors: { '/kind': `Give one of ${COMMAND_KINDS.join(', ')}.` } },
    );
  }
  const schema: z.ZodType = ENTRY_SCHEMAS[kind];
  return { id, kind, payload: fit(c, schema, payload, 'invalid-command', ['payload']) } as Command;
};

/** A whole number of the query within bounds; the least one when it is not given. */
const count = (c: Context, name: string, least: number, most: number, unset: number): number => {
  const text = c.req.query(name);
  if (text === undefined) return unset;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  if (value < least || value > most)
    throw new ProblemError(
      'invalid-query',
      `${name} is ${JSON.stringify(text.slice(0, 64))}. Give a whole number from ${least} to ${most}.`,
    );
  return value;
};

export const recordRoutes = (parts: AppParts): Hono<AppEnv> => {
  const rate = createRateLimit(BURST, PER_SECOND);
  const find = async (id: string): Promise<BoardRow> => {
    const row = await parts.store.boards.find(id);
    if (row === null) throw unknownBoard(id);
    return row;
  };

  return new Hono<AppEnv>()
    .get('/boards/:id/record', async (c) => {
      const { id } = await find(c.req.param('id'));
      const since = count(c, 'since', 0, Number.MAX_SAFE_INTEGER, 0);
      const limit = count(c, 'limit', 1, MOST_ENTRIES, MOST_ENTRIES);
      const entries = await parts.store.record.since(id, since, limit);
      return c.json({ entries, head: await parts.store.record.head(id) } satisfies RecordResponse);
    })
    .post('/boards/:id/record', async (c) => {
      const actor = c.get('actor');
      if (actor === null)
        throw new ProblemError(
          'visitor-needed',
          "What is said is said in somebody's name. Send your name and function to POST /api/visitor first.",
        );
      const waitS = rate.take(actor.id, parts.nowMs());
      if (waitS !== null)
        throw new ProblemError(
          'too-many-requests',
          `That were more than ${BURST} commands at once. Send it again in ${waitS} s.`,
          { headers: { 'retry-after': String(waitS) } },
        );
      const row = await find(c.req.param('id'));
      const said = await parts.records.say(row, actor, await readCommand(c));
      if (!said.ok) {
        const { kind, detail, at } = said.refusal;
        throw new ProblemError(PROBLEM_OF[kind], detail, at === undefined ? {} : { errors: { [at]: detail } });
      }
      return c.json({ entry: said.entry } satisfies RecordEntryResponse, said.isNew ? 201 : 200);
    });
};
