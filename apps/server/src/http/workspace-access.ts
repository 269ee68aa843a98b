/** The workspace that a request names, for whoever looks after it; and the one in which somebody makes a new board. */
import { allowedByScopes } from '../access/scopes.ts';
import { memberBehind } from '../access/access.ts';
import type { WorkspaceRole } from '../api/access.ts';
import type { Actor } from '../db/principals.ts';
import type { WorkspaceRow } from '../db/workspaces.ts';
import type { AppParts } from './env.ts';
import { ProblemError } from './problem.ts';

/** The same for one that is unknown and for one that is not open to whoever asks. */
export const unknownWorkspace = (id: string): ProblemError =>
  new ProblemError(
    'unknown-workspace',
    `There is no workspace ${id.slice(0, 64)}, or you are not in it. Look at the list of workspaces.`,
  );

/** Looks after the whole server: in person, not by a program. */
export const isAdministrator = async (parts: Pick<AppParts, 'store'>, actor: Actor): Promise<boolean> =>
  actor.kind === 'user' && (await parts.store.accounts.findByPrincipal(actor.id))?.administrator === true;

/** Where nobody has an account, everybody is a member of the first workspace. */
export const roleInWorkspace = async (
  parts: Pick<AppParts, 'store' | 'config'>,
  actor: Actor,
  id: string,
): Promise<WorkspaceRole | null> => {
  const role = await parts.store.workspaces.roleIn(id, memberBehind(actor));
  if (role !== null || parts.config.access !== 'open') return role;
  return (await parts.store.workspaces.list())[0]?.id === id ? 'member' : null;
};

/** Throws unless `actor` looks after the workspace, or after the whole server. */
export const openWorkspace = async (
  parts: Pick<AppParts, 'store' | 'config'>,
  actor: Actor,
  id: string,
): Promise<WorkspaceRow> => {
  const row = await parts.store.workspaces.find(id);
  const role = row === null ? null : await roleInWorkspace(parts, actor, row.id);
  const administrator = await isAdministrator(parts, actor);
  if (row === null || (role === null && !administrator)) throw unknownWorkspace(id);
  if (actor.kind !== 'user' || (role !== 'administrator' && !administrator))
    throw new ProblemError('forbidden', 'Only administrators of the workspace do this. Ask one of them.');
  return row;
};

/** The id of the workspace in which `actor` makes a new board: the one that was asked for, or the oldest that they are in. */
export const workspaceForNew = async (
  parts: Pick<AppParts, 'store' | 'config'>,
  actor: Actor,
  asked: string | undefined,
): Promise<string> => {
  if (!allowedByScopes(actor, 'edit'))
    throw new ProblemError('forbidden', 'The access token was not made for this. Make one with the scope "edit".');
  const isGuest = parts.config.access === 'accounts' && actor.kind === 'visitor';
  if (isGuest) throw new ProblemError('forbidden', 'A guest does not create boards. Come with an account.');
  // Whoever runs the server may make boards anywhere; so may what they made on its command line.
  const anywhere = actor.kind === 'token' && actor.owner === null;
  for (const { id } of await parts.store.workspaces.list()) {
    if (asked !== undefined && asked !== id) continue;
    if (anywhere || (await roleInWorkspace(parts, actor, id)) !== null) return id;
  }
  if (asked !== undefined) throw unknownWorkspace(asked);
  throw new ProblemError(
    'forbidden',
    'Boards are created by members of a workspace, and you are in none. Ask an administrator to take you into one.',
  );
};
