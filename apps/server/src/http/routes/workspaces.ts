/** Workspaces: which there are, how they are called, and who may make boards in them. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { FORBIDDEN } from '../../access/access.ts';
import { allowedByScopes } from '../../access/scopes.ts';
import { requireKnownAddress } from '../../accounts/known-address.ts';
import type {
  WorkspaceMembersResponse,
  WorkspaceResponse,
  WorkspacesResponse,
  WorkspaceSummary,
} from '../../api/access.ts';
import type { Actor } from '../../db/principals.ts';
import type { WorkspaceChange, WorkspaceRow } from '../../db/workspaces.ts';
import { requireActor } from '../board-access.ts';
import { line, readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { emailAddress } from '../person.ts';
import { ProblemError } from '../problem.ts';
import { isAdministrator, openWorkspace, roleInWorkspace } from '../workspace-access.ts';

export const NameBody = z.object({ name: line('the name', 80) }, { error: 'Send a JSON object with "name".' });
export const MemberBody = z
  .object(
    {
      principal: z.string({ error: 'Give the id of a person.' }).optional(),
      email: emailAddress.optional(),
      role: z.enum(['administrator', 'member'], { error: 'Give administrator or member.' }).default('member'),
      addressConfirmed: z.boolean({ error: 'Give true or false.' }).default(false),
    },
    { error: 'Send a JSON object with "principal" or "email", and "role".' },
  )
  .refine(({ principal, email }) => (principal === undefined) !== (email === undefined), {
    error: 'Give either "principal" or "email".',
  });

const settle = (change: WorkspaceChange): void => {
  if (change === 'last-administrator')
    throw new ProblemError('conflict', 'The workspace would have no administrator. Name another one first.');
};

export const workspaceRoutes = (parts: AppParts): Hono<AppEnv> => {
  const { accounts, workspaces } = parts.store;

  const summarise = async (row: WorkspaceRow, actor: Actor): Promise<WorkspaceSummary> => ({
    ...row,
    role: await roleInWorkspace(parts, actor, row.id),
  });
  const membersOf = async (c: Context<AppEnv>, id: string): Promise<Response> =>
    c.json({ members: await workspaces.members(id) } satisfies WorkspaceMembersResponse);

  return new Hono<AppEnv>()
    .get('/workspaces', async (c) => {
      const actor = requireActor(c);
      if (!allowedByScopes(actor, 'read')) throw new ProblemError('forbidden', FORBIDDEN.scope);
      const all = await isAdministrator(parts, actor);
      const rows = await Promise.all((await workspaces.list()).map((row) => summarise(row, actor)));
      return c.json({ workspaces: rows.filter(({ role }) => all || role !== null) } satisfies WorkspacesResponse);
    })
    .post('/workspaces', async (c) => {
      const actor = requireActor(c);
      if (!(await isAdministrator(parts, actor)))
        throw new ProblemError('forbidden', 'Only administrators of the server make workspaces. Ask one of them.');
      const { name } = await readBody(c, NameBody);
      const id = await workspaces.create(name, parts.nowMs());
      await workspaces.setMember(id, actor.id, 'administrator', parts.nowMs());
      const workspace = await summarise(await openWorkspace(parts, actor, id), actor);
      return c.json({ workspace } satisfies WorkspaceResponse, 201);
    })
    .patch('/workspaces/:id', async (c) => {
      const actor = requireActor(c);
      const { id } = await openWorkspace(parts, actor, c.req.param('id'));
      const { name } = await readBody(c, NameBody);
      await workspaces.rename(id, name);
      const workspace = await summarise(await openWorkspace(parts, actor, id), actor);
      return c.json({ workspace } satisfies WorkspaceResponse);
    })
    .get('/workspaces/:id/members', async (c) => {
      const { id } = await openWorkspace(parts, requireActor(c), c.req.param('id'));
      return membersOf(c, id);
    })
    .post('/workspaces/:id/members', async (c) => {
      const { id } = await openWorkspace(parts, requireActor(c), c.req.param('id'));
      const { principal = '', email, role, addressConfirmed } = await readBody(c, MemberBody);
      const account = await (email === undefined ? accounts.findByPrincipal(principal) : accounts.findByEmail(email));
      if (account === null)
        throw new ProblemError(
          'unknown-subject',
          'Nobody with an account is known by this. Make an account for the person first, or invite them to a board.',
          { errors: { [email === undefined ? '/principal' : '/email']: 'Nobody with an account is known by this.' } },
        );
      const held = await workspaces.roleIn(id, account.principal);
      if (held !== role && held !== 'administrator')
        requireKnownAddress(account, { mailEnabled: parts.mailer.enabled, confirmed: addressConfirmed });
      settle(await workspaces.setMember(id, account.principal, role, parts.nowMs()));
      return membersOf(c, id);
    })
    .delete('/workspaces/:id/members/:principal', async (c) => {
      const { id } = await openWorkspace(parts, requireActor(c), c.req.param('id'));
      settle(await workspaces.removeMember(id, c.req.param('principal')));
      return c.body(null, 204);
    });
};
