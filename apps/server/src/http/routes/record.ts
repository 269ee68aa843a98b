/** What is said on a board: read from a number on, and sent as a command in the name of whoever is asking. */
import {
  COMMAND_KINDS,
  ENTRY_KINDS,
  ENTRY_SCHEMAS,
  GROUND_KINDS,
  type CommandKind,
  TRAIL_KINDS,
} from '@chartroom/record';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { RecordEntryResponse, RecordResponse } from '../../api.ts';
import { AS_HEADER, isMeant, NOT_MEANT } from '../../auth/meant.ts';
import { ID_PATTERN } from '../../ids.ts';
import type { Command, CommandRefusal } from '../../record/command.ts';
import { fit, readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError, type ProblemKind } from '../problem.ts';
import { count } from '../query.ts';
import { createRateLimit } from '../rate-limit.ts';
import { openBoard, requireActor, unknownBoard } from '../board-access.ts';

/** What people say: every kind that is not of the audit trail. */
const SAID_KINDS = ENTRY_KINDS.filter((kind) => !TRAIL_KINDS.some((trail) => trail === kind));
/** By the parameter `said`: everything, what people said, or of that what charter and findings stand on. */
const KINDS_OF: Readonly<Record<string, readonly string[]>> = { '1': SAID_KINDS, ground: GROUND_KINDS };
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

export const recordRoutes = (parts: AppParts): Hono<AppEnv> => {
  const rate = createRateLimit(BURST, PER_SECOND);
  const { boards, record, recordPages } = parts.store;

  /** Who has left a board and did not hear that this was stored may say so again; nobody else learns that it is there. */
  const repeated = async (c: Context, board: string, actor: string): Promise<Command | null> => {
    try {
      const command = await readCommand(c);
      return (await record.find(board, command.id))?.actor === actor ? command : null;
    } catch (error) {
      if (error instanceof ProblemError) return null;
      throw error;
    }
  };

  return new Hono<AppEnv>()
    .get('/boards/:id/record', async (c) => {
      const { row } = await openBoard(parts, c, 'read');
      const since = count(c, 'since', 0, Number.MAX_SAFE_INTEGER, 0);
      const limit = count(c, 'limit', 1, MOST_ENTRIES, MOST_ENTRIES);
      // First: what is said while the page is read lies beyond the head then, and is asked for again.
      const head = await record.head(row.id);
      const kinds = KINDS_OF[c.req.query('said') ?? ''];
      const entries =
        kinds === undefined
          ? await recordPages.all(row.id, since, limit)
          : await recordPages.ofKinds(row.id, kinds, since, limit);
      const lastSaid = await recordPages.lastOf(row.id, kinds ?? SAID_KINDS);
      return c.json({ entries, head, lastSaid } satisfies RecordResponse);
    })
    .post('/boards/:id/record', async (c) => {
      const actor = requireActor(c);
      if (!(await isMeant(actor, c.req.header(AS_HEADER), parts.store.principals)))
        throw new ProblemError('visitor-needed', NOT_MEANT);
      const waitS = rate.take(actor.id, parts.nowMs());
      if (waitS !== null)
        throw new ProblemError(
          'too-many-requests',
          `That were more than ${BURST} commands at once. Send it again in ${waitS} s.`,
          { headers: { 'retry-after': String(waitS) } },
        );
      const id = c.req.param('id');
      const row = await boards.find(id);
      const isOpenTo = async (): Promise<boolean> =>
        row !== null && (parts.config.access === 'open' || (await parts.access.standing(row.id, actor)) !== null);
      if (row === null) throw unknownBoard(id);
      const isOpen = await isOpenTo();
      const command = isOpen ? await readCommand(c) : null;
      const sent = command ?? (await repeated(c, row.id, actor.id));
      if (sent === null) throw unknownBoard(id);
      const said = await parts.records.say(row, actor, sent);
      if (!said.ok) {
        const { kind, detail, at, beyond, outside } = said.refusal;
        if (outside === true && parts.config.access === 'accounts') throw unknownBoard(id);
        if (beyond !== undefined) await parts.accessLog.refused(row.id, actor.id, beyond);
        throw new ProblemError(PROBLEM_OF[kind], detail, at === undefined ? {} : { errors: { [at]: detail } });
      }
      return c.json({ entry: said.entry } satisfies RecordEntryResponse, said.isNew ? 201 : 200);
    });
};
