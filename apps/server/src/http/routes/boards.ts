/** Boards: list, create from a template, look at, rename, take over, and who wrote under which client id. */
import { FUNCTIONS, type PlantFunction } from '@chartroom/domain';
import { TEMPLATE_IDS, isTemplateId } from '@chartroom/domain/templates';
import type { Principal } from '@chartroom/sync';
import { Hono } from 'hono';
import { z } from 'zod';
import { type BoardStanding, ruling } from '../../access/access.ts';
import type { AuthorsResponse, BoardResponse, BoardsResponse, BoardSummary } from '../../api.ts';
import { createBoard } from '../../boards/create.ts';
import { renameBoard } from '../../boards/rename.ts';
import type { BoardRow } from '../../db/boards.ts';
import type { Actor } from '../../db/principals.ts';
import { newMember, restated } from '../../record/membership.ts';
import { openBoard, requireActor, unknownBoard } from '../board-access.ts';
import { line, readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';
import { workspaceForNew } from '../workspace-access.ts';

const title = line('the title', 200);
export const CreateBody = z.object(
  {
    title,
    template: z.string({ error: `Give the template as one of ${TEMPLATE_IDS.join(', ')}.` }),
    workspace: z.string({ error: 'Give the id of a workspace.' }).optional(),
  },
  { error: 'Send a JSON object with "title" and "template".' },
);
export const RenameBody = z.object({ title }, { error: 'Send a JSON object with "title".' });

/** The hub carries functions as opaque text; those that it got from here are of the vocabulary. */
const functionOf = (principal: Principal): PlantFunction =>
  FUNCTIONS.find((fn) => fn === principal.function) ?? 'OTHER';

export const boardRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { accounts, boards, principals, workspaces } = parts.store;

  const summarise = (row: BoardRow, standing: BoardStanding | null): BoardSummary => {
    if (row.workspace === null) throw new Error(`Board ${row.id} is in no workspace.`);
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      productScope: row.productScope,
      template: row.template,
      createdAt: new Date(row.createdAtMs).toISOString(),
      createdBy: row.createdBy,
      lastChangeAt: new Date(row.lastChangeAtMs).toISOString(),
      lastChangeBy: row.lastChangeBy,
      // Who is there is for those who may be there.
      here:
        standing === null
          ? []
          : parts.documents
              .here(row.id)
              .map((principal) => ({ name: principal.name, function: functionOf(principal) })),
      steps: row.steps,
      workspace: row.workspace,
      role: standing?.role ?? null,
      mine: standing !== null,
    };
  };
  const find = async (id: string): Promise<BoardRow> => {
    const row = await boards.find(id);
    if (row === null) throw unknownBoard(id);
    return row;
  };
  const summaryFor = async (id: string, actor: Actor | null): Promise<BoardSummary> =>
    summarise(await find(id), await parts.access.standing(id, actor));
  /** Workspaces that somebody looks after, themselves and not by a program. */
  const administered = async (actor: Actor | null): Promise<ReadonlySet<string>> => {
    if (actor?.kind !== 'user') return new Set();
    const roles = await workspaces.rolesOf(actor.id);
    return new Set([...roles].filter(([, role]) => role === 'administrator').map(([id]) => id));
  };
  const makeFacilitator = async (row: BoardRow, actor: Actor): Promise<void> => {
    const account = await accounts.findByPrincipal(actor.id);
    await parts.records.state(row.id, ({ members }) => {
      const known = members.get(actor.id);
      if (known?.role === 'facilitator') return [];
      const { discipline = '', jobTitle = '' } = account ?? {};
      const payload =
        known === undefined
          ? newMember(actor, 'facilitator', { discipline, jobTitle })
          : restated(known, { name: actor.name, role: 'facilitator' });
      return [{ kind: 'member', payload, actor: actor.id }];
    });
  };

  return new Hono<AppEnv>()
    .get('/boards', async (c) => {
      const actor = parts.config.access === 'accounts' ? requireActor(c) : c.get('actor');
      const on = await parts.access.standings(actor);
      const mine = (board: Parameters<typeof on>[0]): BoardStanding | null => {
        const standing = on(board);
        return ruling(standing, 'read').ok ? standing : null;
      };
      const overseen = await administered(actor);
      const rows = await boards.list(
        (board) => mine(board) !== null || (board.workspace !== null && overseen.has(board.workspace)),
      );
      return c.json({
        boards: rows.map((row) => summarise(row, mine({ id: row.id, createdBy: row.creatorId }))),
      } satisfies BoardsResponse);
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
      const workspace = await workspaceForNew(parts, actor, body.workspace);
      const id = await createBoard(boards, principals, {
        title: body.title,
        template: body.template,
        workspace,
        createdBy: actor,
        facilitator: (actor.owner === null ? null : await principals.find(actor.owner)) ?? actor,
        nowMs: parts.nowMs(),
      });
      // What the board began with stands in its record before anybody does anything there.
      await parts.trail.look(id);
      c.header('location', `/api/boards/${id}`);
      return c.json((await summaryFor(id, actor)) satisfies BoardResponse, 201);
    })
    .get('/boards/:id', async (c) => {
      const { row, standing } = await openBoard(parts, c, 'read');
      return c.json(summarise(row, standing) satisfies BoardResponse);
    })
    .patch('/boards/:id', async (c) => {
      const actor = requireActor(c);
      const { row } = await openBoard(parts, c, 'rename-board');
      const body = await readBody(c, RenameBody);
      const renaming = await renameBoard(parts.documents, row.id, actor, body.title);
      if (renaming.kind === 'refused') {
        throw new ProblemError('invalid-body', `The title cannot be used: ${renaming.reason}.`, {
          errors: { '/title': `${renaming.reason}.` },
        });
      }
      await parts.summaries.refresh(row.id);
      return c.json((await summaryFor(row.id, actor)) satisfies BoardResponse);
    })
    .post('/boards/:id/take-over', async (c) => {
      const actor = requireActor(c);
      const id = c.req.param('id');
      const row = await boards.find(id);
      const standing = row === null ? null : await parts.access.standing(row.id, actor);
      const oversees = row !== null && (await administered(actor)).has(row.workspace?.id ?? '');
      if (row === null || (standing === null && !oversees)) throw unknownBoard(id);
      if (!oversees)
        throw new ProblemError(
          'forbidden',
          'Only an administrator of its workspace takes a board over. Ask one of them.',
        );
      await makeFacilitator(row, actor);
      return c.json((await summaryFor(row.id, actor)) satisfies BoardResponse);
    })
    .get('/boards/:id/authors', async (c) => {
      const { row } = await openBoard(parts, c, 'read');
      const authors = await principals.authorsOf(row.id);
      // For which function somebody takes part is the board's to say, not their own.
      const stated = new Map((await parts.store.boardMembers.of(row.id)).map((one) => [one.principal, one.function]));
      const entries = [...authors].map(
        ([clientId, { id, name, function: fn, kind }]) =>
          [String(clientId), { id, name, function: stated.get(id) ?? fn, kind }] as const,
      );
      return c.json({ authors: Object.fromEntries(entries) } satisfies AuthorsResponse);
    });
};
