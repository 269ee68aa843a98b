/** Boards: list, create from a template, look at, rename, and who wrote under which client id. */
import { FUNCTIONS, type PlantFunction } from '@chartroom/domain';
import { TEMPLATE_IDS, isTemplateId } from '@chartroom/domain/templates';
import type { Principal } from '@chartroom/sync';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { AuthorsResponse, BoardResponse, BoardsResponse, BoardSummary } from '../../api.ts';
import { createBoard } from '../../boards/create.ts';
import { renameBoard } from '../../boards/rename.ts';
import type { BoardRow } from '../../db/boards.ts';
import type { Actor } from '../../db/principals.ts';
import { line, readBody } from '../body.ts';
import { unknownBoard } from '../board-access.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';

const title = line('the title', 200);
const CreateBody = z.object(
  { title, template: z.string({ error: `Give the template as one of ${TEMPLATE_IDS.join(', ')}.` }) },
  { error: 'Send a JSON object with "title" and "template".' },
);
const RenameBody = z.object({ title }, { error: 'Send a JSON object with "title".' });

/** The hub carries functions as opaque text; those that it got from here are of the vocabulary. */
const functionOf = (principal: Principal): PlantFunction =>
  FUNCTIONS.find((fn) => fn === principal.function) ?? 'OTHER';

const requireActor = (c: Context<AppEnv>): Actor => {
  const actor = c.get('actor');
  if (actor === null)
    throw new ProblemError(
      'visitor-needed',
      "Boards are created and renamed in somebody's name. Send your name and function to POST /api/visitor first.",
    );
  return actor;
};

export const boardRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { boards, principals } = parts.store;

  const summarise = (row: BoardRow): BoardSummary => ({
    id: row.id,
    number: row.number,
    title: row.title,
    productScope: row.productScope,
    template: row.template,
    createdAt: new Date(row.createdAtMs).toISOString(),
    createdBy: row.createdBy,
    lastChangeAt: new Date(row.lastChangeAtMs).toISOString(),
    lastChangeBy: row.lastChangeBy,
    here: parts.documents.here(row.id).map((principal) => ({ name: principal.name, function: functionOf(principal) })),
    steps: row.steps,
  });
  const find = async (id: string): Promise<BoardRow> => {
    const row = await boards.find(id);
    if (row === null) throw unknownBoard(id);
    return row;
  };

  return new Hono<AppEnv>()
    .get('/boards', async (c) => {
      const rows = await boards.list();
      return c.json({ boards: rows.map(summarise) } satisfies BoardsResponse);
    })
    .post('/boards', async (c) => {
      const actor = requireActor(c);
      const body = await readBody(c, CreateBody);
      if (!isTemplateId(body.template)) {
        throw new ProblemError(
          'unknown-template',
          `There is no template ${JSON.stringify(body.template.slice(0, 64))}. Choose one of ${TEMPLATE_IDS.join(', ')}.`,
          {
            errors: { '/template': `Choose one of ${TEMPLATE_IDS.join(', ')}.` },
          },
        );
      }
      const id = await createBoard(boards, principals, {
        title: body.title,
        template: body.template,
        createdBy: actor,
        nowMs: parts.nowMs(),
      });
      c.header('location', `/api/boards/${id}`);
      return c.json(summarise(await find(id)) satisfies BoardResponse, 201);
    })
    .get('/boards/:id', async (c) => c.json(summarise(await find(c.req.param('id'))) satisfies BoardResponse))
    .patch('/boards/:id', async (c) => {
      const actor = requireActor(c);
      const row = await find(c.req.param('id'));
      const body = await readBody(c, RenameBody);
      const renaming = await renameBoard(parts.documents, row.id, actor, body.title);
      if (renaming.kind === 'refused') {
        throw new ProblemError('invalid-body', `The title cannot be used: ${renaming.reason}.`, {
          errors: { '/title': `${renaming.reason}.` },
        });
      }
      await parts.summaries.refresh(row.id);
      return c.json(summarise(await find(row.id)) satisfies BoardResponse);
    })
    .get('/boards/:id/authors', async (c) => {
      const row = await find(c.req.param('id'));
      const authors = await principals.authorsOf(row.id);
      const entries = [...authors].map(
        ([clientId, { id, name, function: fn, kind }]) => [String(clientId), { id, name, function: fn, kind }] as const,
      );
      return c.json({ authors: Object.fromEntries(entries) } satisfies AuthorsResponse);
    });
};
