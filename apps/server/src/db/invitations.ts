/** Invitations to boards and who came by them. Only the hash of a secret is known here; uses are counted one at a time. */
import type { BoardRole } from '@chartroom/record';
import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { PlantFunction } from '../api.ts';
import type { InvitationKind } from '../api/access.ts';
import type { Tables } from './database.ts';
import type { Person } from './principals.ts';
import { invitation, invitationUse, principal } from './schema.ts';

export interface NewInvitation {
  readonly id: string;
  readonly board: string;
  readonly kind: InvitationKind;
  readonly secretHash: string;
  readonly role: BoardRole;
  readonly function: PlantFunction | null;
  readonly email: string | null;
  readonly label: string;
  readonly guests: boolean;
  readonly expiresAtMs: number;
  readonly maxUses: number | null;
  /** Principal id. */
  readonly createdBy: string;
  readonly createdAtMs: number;
  /** Last entry of the board's record before it. */
  readonly afterSeq: number;
}

export interface InvitationRow extends NewInvitation {
  readonly uses: number;
  readonly revokedAtMs: number | null;
  readonly inviter: Person;
}

export interface Invitations {
  create(created: NewInvitation): Promise<void>;
  /** For one whose entry in the record could not be stored: its secret has never left the server. */
  drop(id: string): Promise<void>;
  find(id: string): Promise<InvitationRow | null>;
  findBySecret(secretHash: string): Promise<InvitationRow | null>;
  /** Newest first. */
  of(board: string): Promise<readonly InvitationRow[]>;
  /** Whether they came by it, or the guest did that they were before they had an account. */
  hasUsed(id: string, principal: string): Promise<boolean>;
  /** Principals who came by it, and those that they are since they have an account. */
  usersOf(id: string): Promise<readonly string[]>;
  /** Counts one more person, in one step with the check that it is open; false when it is not. */
  use(id: string, principal: string, nowMs: number): Promise<boolean>;
  /** Notes that somebody who came by it goes on under this principal, without counting. */
  useAgain(id: string, principal: string, nowMs: number): Promise<void>;
  /** Takes a use back that led to nothing. */
  unuse(id: string, principal: string): Promise<void>;
  /** False when it had been revoked before. */
  revoke(id: string, nowMs: number): Promise<boolean>;
}

export const createInvitations = (tables: Tables): Invitations => {
  const select = () =>
    tables
      .select({ row: invitation, name: principal.name, function: principal.function })
      .from(invitation)
      .innerJoin(principal, eq(invitation.createdBy, principal.id));
  type Selected = ReturnType<ReturnType<typeof select>['all']>[number];
  const toRow = ({ row, name, function: fn }: Selected): InvitationRow => ({ ...row, inviter: { name, function: fn } });
  const one = (found: Selected | undefined): InvitationRow | null => (found === undefined ? null : toRow(found));
  const useOf = (id: string, of: string) => and(eq(invitationUse.invitation, id), eq(invitationUse.principal, of));

  const users = (id: string) =>
    tables
      .select({ principal: invitationUse.principal, linkedTo: principal.linkedTo })
      .from(invitationUse)
      .innerJoin(principal, eq(invitationUse.principal, principal.id))
      .where(eq(invitationUse.invitation, id))
      .all();

  return {
    create: async (created) => void tables.insert(invitation).values(created).run(),
    drop: async (id) => void tables.delete(invitation).where(eq(invitation.id, id)).run(),
    find: async (id) => one(select().where(eq(invitation.id, id)).get()),
    findBySecret: async (secretHash) => one(select().where(eq(invitation.secretHash, secretHash)).get()),
    of: async (board) =>
      select()
        .where(eq(invitation.board, board))
        .orderBy(desc(invitation.createdAtMs), desc(invitation.id))
        .all()
        .map(toRow),
    hasUsed: async (id, of) =>
      tables
        .select({ id: invitationUse.invitation })
        .from(invitationUse)
        .innerJoin(principal, eq(invitationUse.principal, principal.id))
        .where(and(eq(invitationUse.invitation, id), or(eq(principal.id, of), eq(principal.linkedTo, of))))
        .get() !== undefined,
    usersOf: async (id) => [
      ...new Set(users(id).flatMap(({ principal: of, linkedTo }) => (linkedTo === null ? [of] : [of, linkedTo]))),
    ],
    use: async (id, of, nowMs) =>
      tables.transaction(
        () => {
          const counted = tables
            .update(invitation)
            .set({ uses: sql`${invitation.uses} + 1` })
            .where(
              and(
                eq(invitation.id, id),
                isNull(invitation.revokedAtMs),
                sql`${invitation.expiresAtMs} > ${nowMs}`,
                or(isNull(invitation.maxUses), lt(invitation.uses, invitation.maxUses)),
              ),
            )
            .run().changes;
          if (counted === 0) return false;
          tables.insert(invitationUse).values({ invitation: id, principal: of, usedAtMs: nowMs }).run();
          return true;
        },
        { behavior: 'immediate' },
      ),
    useAgain: async (id, of, nowMs) =>
      void tables
        .insert(invitationUse)
        .values({ invitation: id, principal: of, usedAtMs: nowMs })
        .onConflictDoNothing()
        .run(),
    unuse: async (id, of) =>
      tables.transaction(
        () => {
          if (tables.delete(invitationUse).where(useOf(id, of)).run().changes === 0) return;
          tables
            .update(invitation)
            .set({ uses: sql`${invitation.uses} - 1` })
            .where(eq(invitation.id, id))
            .run();
        },
        { behavior: 'immediate' },
      ),
    revoke: async (id, nowMs) =>
      tables
        .update(invitation)
        .set({ revokedAtMs: nowMs })
        .where(and(eq(invitation.id, id), isNull(invitation.revokedAtMs)))
        .run().changes > 0,
  };
};
