/** Workspaces: which boards they hold and who may make new ones in them. */
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { WorkspaceRole } from '../api/access.ts';
import { newId } from '../ids.ts';
import type { Tables } from './database.ts';
import type { Person } from './principals.ts';
import { board, principal, user, workspace, workspaceMember } from './schema.ts';

export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly members: number;
  readonly boards: number;
}

export interface WorkspaceMemberRow extends Person {
  readonly principal: string;
  readonly email: string | null;
  /** Whether the person has shown that the address is theirs. */
  readonly emailVerified: boolean;
  readonly role: WorkspaceRole;
}

/** `last-administrator`: nobody would be left who looks after it. */
export type WorkspaceChange = 'done' | 'last-administrator';

export interface Workspaces {
  /** The oldest one first: the one that boards are put into that have none. */
  list(): Promise<readonly WorkspaceRow[]>;
  find(id: string): Promise<WorkspaceRow | null>;
  create(name: string, nowMs: number): Promise<string>;
  rename(id: string, name: string): Promise<void>;
  /** Makes the first one when there is none, and puts boards into it that have none; answers its id. */
  ensureOne(name: string, nowMs: number): Promise<string>;
  roleIn(id: string, principal: string): Promise<WorkspaceRole | null>;
  /** Workspace id -> role. */
  rolesOf(principal: string): Promise<ReadonlyMap<string, WorkspaceRole>>;
  members(id: string): Promise<readonly WorkspaceMemberRow[]>;
  /** Makes somebody a member, or gives them another role. */
  setMember(id: string, principal: string, role: WorkspaceRole, nowMs: number): Promise<WorkspaceChange>;
  /** Harmless when they are no member. */
  removeMember(id: string, principal: string): Promise<WorkspaceChange>;
}

export const createWorkspaces = (tables: Tables): Workspaces => {
  const counted = (row: { readonly id: string; readonly name: string }): WorkspaceRow => ({
    id: row.id,
    name: row.name,
    members:
      tables.select({ n: count() }).from(workspaceMember).where(eq(workspaceMember.workspace, row.id)).get()?.n ?? 0,
    boards: tables.select({ n: count() }).from(board).where(eq(board.workspace, row.id)).get()?.n ?? 0,
  });
  const oldest = () => tables.select().from(workspace).orderBy(asc(workspace.createdAtMs), asc(workspace.id));
  const insert = (name: string, nowMs: number): string => {
    const id = newId();
    tables.insert(workspace).values({ id, name, createdAtMs: nowMs }).run();
    return id;
  };
  const membership = (id: string, of: string) =>
    and(eq(workspaceMember.workspace, id), eq(workspaceMember.principal, of));
  const roleIn = (id: string, of: string): WorkspaceRole | null =>
    tables.select({ role: workspaceMember.role }).from(workspaceMember).where(membership(id, of)).get()?.role ?? null;
  const isLastAdministrator = (id: string, of: string): boolean => {
    const administrators = tables
      .select({ principal: workspaceMember.principal })
      .from(workspaceMember)
      .where(and(eq(workspaceMember.workspace, id), eq(workspaceMember.role, 'administrator')))
      .all();
    return administrators.length === 1 && administrators[0]?.principal === of;
  };

  return {
    list: async () => oldest().all().map(counted),
    find: async (id) => {
      const row = tables.select().from(workspace).where(eq(workspace.id, id)).get();
      return row === undefined ? null : counted(row);
    },
    create: async (name, nowMs) => insert(name, nowMs),
    rename: async (id, name) => void tables.update(workspace).set({ name }).where(eq(workspace.id, id)).run(),
    ensureOne: async (name, nowMs) =>
      tables.transaction(
        () => {
          const id = oldest().limit(1).get()?.id ?? insert(name, nowMs);
          tables.update(board).set({ workspace: id }).where(isNull(board.workspace)).run();
          return id;
        },
        { behavior: 'immediate' },
      ),
    roleIn: async (id, of) => roleIn(id, of),
    rolesOf: async (of) =>
      new Map(
        tables
          .select({ id: workspaceMember.workspace, role: workspaceMember.role })
          .from(workspaceMember)
          .where(eq(workspaceMember.principal, of))
          .all()
          .map(({ id, role }) => [id, role]),
      ),
    members: async (id) =>
      tables
        .select({
          principal: principal.id,
          name: principal.name,
          function: principal.function,
          email: user.email,
          emailVerified: user.emailVerified,
          role: workspaceMember.role,
        })
        .from(workspaceMember)
        .innerJoin(principal, eq(workspaceMember.principal, principal.id))
        .leftJoin(user, eq(principal.userId, user.id))
        .where(eq(workspaceMember.workspace, id))
        .orderBy(asc(principal.name), asc(principal.id))
        .all()
        .map((row) => ({ ...row, emailVerified: row.emailVerified === true })),
    setMember: async (id, of, role, nowMs) =>
      tables.transaction(
        () => {
          if (role !== 'administrator' && isLastAdministrator(id, of)) return 'last-administrator';
          tables
            .insert(workspaceMember)
            .values({ workspace: id, principal: of, role, joinedAtMs: nowMs })
            .onConflictDoUpdate({ target: [workspaceMember.workspace, workspaceMember.principal], set: { role } })
            .run();
          return 'done';
        },
        { behavior: 'immediate' },
      ),
    removeMember: async (id, of) =>
      tables.transaction(
        () => {
          if (isLastAdministrator(id, of)) return 'last-administrator';
          tables.delete(workspaceMember).where(membership(id, of)).run();
          return 'done';
        },
        { behavior: 'immediate' },
      ),
  };
};
