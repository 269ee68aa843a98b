/**
 * Invitations to a board: made, looked at, redeemed, revoked. Whoever comes is named in the record by the server; what the
 * record has said of somebody after an invitation was made outweighs it, so that an old link neither brings back whoever
 * was put out nor raises whoever was given a lower role. All of it happens in the turn of the board.
 */
import { BOARD_ROLES, type BoardRole, type MemberState } from '@chartroom/record';
import type { PlantFunction } from '../api.ts';
import type { InvitationKind, InvitationState, InvitationSummary } from '../api/access.ts';
import { hashSecret } from '../auth/identity.ts';
import type { AccountRows } from '../db/accounts.ts';
import type { BoardMembers } from '../db/board-members.ts';
import type { BoardRow, Boards } from '../db/boards.ts';
import type { InvitationRow, Invitations } from '../db/invitations.ts';
import type { Actor, Person, Principals } from '../db/principals.ts';
import { newId, newSecret } from '../ids.ts';
import type { BoardRecords, Note } from '../record/board-records.ts';
import { newMember, restated } from '../record/membership.ts';
import type { Access } from './access.ts';

export interface InvitationWish {
  readonly kind: InvitationKind;
  readonly role: BoardRole;
  readonly function: PlantFunction | null;
  readonly label: string;
  /** Of kind `mail`: the one address that it is for, in lower case. */
  readonly email: string | null;
  readonly guests: boolean;
  readonly expiresAtMs: number;
  readonly maxUses: number | null;
}

/** Somebody who comes by an invitation: as whom the server knows them, and what they say of themselves. */
export interface Comer {
  readonly actor: Actor | null;
  readonly name: string | null;
  readonly function: PlantFunction | null;
  /** An account to be made for them; the password is `createAccount`'s business. */
  readonly account: { readonly email: string; readonly password: string } | null;
}

export type InvitationRefusal =
  | 'unknown'
  | Exclude<InvitationState, 'open'>
  /** The record says since then that they take part no more. */
  | 'put-out'
  /** A program cannot come by invitation. */
  | 'program'
  | 'account-needed'
  /** It was sent to another address than that of the account. */
  | 'other-address'
  | 'name-needed'
  | 'function-needed'
  | 'email-taken';

export type Looked =
  | {
      readonly ok: true;
      readonly invitation: InvitationRow;
      readonly board: BoardRow;
      readonly needs: 'nothing' | 'name' | 'account';
    }
  | { readonly ok: false; readonly refusal: InvitationRefusal };

export type Redeemed =
  | {
      readonly ok: true;
      readonly board: string;
      readonly principal: Actor;
      /** Who has just come to be: the answer signs them in. */
      readonly made: 'guest' | 'account' | null;
    }
  | { readonly ok: false; readonly refusal: InvitationRefusal };

export interface Inviting {
  list(board: string): Promise<readonly InvitationSummary[]>;
  /** The secret is told this once. */
  invite(
    board: string,
    by: Actor,
    wish: InvitationWish,
  ): Promise<{ readonly secret: string; readonly invitation: InvitationSummary }>;
  /** Ends a read link together with the access of whoever came by it; of another kind further uses only. null: there is none. */
  revoke(board: string, id: string, by: Actor): Promise<InvitationSummary | null>;
  look(secret: string, actor: Actor | null): Promise<Looked>;
  redeem(secret: string, comer: Comer): Promise<Redeemed>;
}

export interface InvitingParts {
  readonly access: Access;
  readonly accounts: Pick<AccountRows, 'findByPrincipal'>;
  readonly boards: Pick<Boards, 'find'>;
  readonly boardMembers: Pick<BoardMembers, 'find'>;
  readonly invitations: Invitations;
  readonly principals: Pick<Principals, 'create'>;
  readonly records: Pick<BoardRecords, 'state'>;
  /**
   * null: the address has an account already. `visitor`: who makes it, for whom it is noted that `linkVisitor` is to follow,
   * also when the server is stopped before.
   */
  createAccount(
    person: Person & { readonly email: string; readonly password: string; readonly emailVerified: boolean },
    visitor: string | null,
  ): Promise<Actor | null>;
  /** What a visitor may do goes over to the account that they have now. */
  linkVisitor(visitor: Actor, user: Actor): Promise<void>;
  nowMs(): number;
}

export const invitationState = (row: InvitationRow, nowMs: number): InvitationState => {
  if (row.revokedAtMs !== null) return 'revoked';
  if (row.expiresAtMs <= nowMs) return 'expired';
  return row.maxUses !== null && row.uses >= row.maxUses ? 'used-up' : 'open';
};

/** Enough of an address to know one's own by. */
export const emailHint = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${/^./u.exec(email)?.[0] ?? ''}…${email.slice(at)}`;
};

/** How the record names an invitation: in the inviter's words, and by its id. */
const named = ({ id, label }: Pick<InvitationRow, 'id' | 'label'>): string => (label === '' ? id : `${label} (${id})`);

/** Roles stand in order, the one that allows most first. */
const allowsAsMuch = (role: BoardRole, as: BoardRole): boolean => BOARD_ROLES.indexOf(role) <= BOARD_ROLES.indexOf(as);

interface Verdict {
  readonly refusal: InvitationRefusal | null;
  /** They take part. */
  readonly takesPart: boolean;
  /** They take part, in a role that this would not raise. */
  readonly isIn: boolean;
  readonly hasUsed: boolean;
}

/** Whoever has an account comes with it. */
const makesAccount = ({ actor, account }: Comer): boolean => account !== null && actor?.kind !== 'user';

export const createInviting = (parts: InvitingParts): Inviting => {
  const { invitations, records } = parts;

  const summary = (row: InvitationRow): InvitationSummary => ({
    id: row.id,
    kind: row.kind,
    role: row.role,
    function: row.function,
    label: row.label,
    email: row.email,
    guests: row.guests,
    expiresAt: new Date(row.expiresAtMs).toISOString(),
    maxUses: row.maxUses,
    uses: row.uses,
    createdBy: { id: row.createdBy, ...row.inviter },
    createdAt: new Date(row.createdAtMs).toISOString(),
    state: invitationState(row, parts.nowMs()),
  });
  const find = async (id: string): Promise<InvitationRow> => {
    const row = await invitations.find(id);
    if (row === null) throw new Error(`Invitation ${id} is gone.`);
    return row;
  };

  /** What an invitation is to somebody, whatever they say of themselves. */
  const judge = async (row: InvitationRow, actor: Actor | null, asNew = false): Promise<Verdict> => {
    const standing = actor === null ? null : await parts.access.standing(row.board, actor);
    const member = actor === null ? null : await parts.boardMembers.find(row.board, actor.id);
    const hasUsed = actor !== null && (await invitations.hasUsed(row.id, actor.id));
    const isOutweighed = member !== null && member.seq > row.afterSeq;
    const isIn = standing !== null && !asNew && (hasUsed || isOutweighed || allowsAsMuch(standing.role, row.role));
    const state = invitationState(row, parts.nowMs());
    const refusal = ((): InvitationRefusal | null => {
      if (actor?.kind === 'token') return 'program';
      if (isIn && (hasUsed || state === 'open')) return null;
      // Counted, but the entry that it was for was never stored.
      if (state !== 'open' && !(hasUsed && state === 'used-up')) return state;
      return member?.role === null && isOutweighed ? 'put-out' : null;
    })();
    return { refusal, takesPart: standing !== null, isIn, hasUsed };
  };

  const isAddressed = async (row: InvitationRow, actor: Actor): Promise<boolean> =>
    row.email === null || (await parts.accounts.findByPrincipal(actor.id))?.email === row.email;

  /** Whoever comes as themselves; null when something has to be said or made first. */
  const asThemselves = async (row: InvitationRow, actor: Actor | null): Promise<Actor | null> => {
    if (actor === null) return null;
    if (actor.kind === 'user') return (await isAddressed(row, actor)) ? actor : null;
    return row.guests ? actor : null;
  };

  interface Arrival {
    readonly principal: Actor;
    readonly made: 'guest' | 'account' | null;
  }

  const arrive = async (row: InvitationRow, comer: Comer): Promise<Arrival | InvitationRefusal> => {
    const { actor, name } = comer;
    const account = makesAccount(comer) ? comer.account : null;
    if (account === null) {
      const themselves = await asThemselves(row, actor);
      if (themselves !== null) return { principal: themselves, made: null };
      if (actor?.kind === 'user') return 'other-address';
      if (!row.guests) return 'account-needed';
    }
    if (name === null) return 'name-needed';
    const fn = comer.function ?? row.function;
    if (fn === null) return 'function-needed';
    if (account === null) {
      const person = { name, function: row.function ?? fn };
      return { principal: await parts.principals.create('visitor', person, parts.nowMs()), made: 'guest' };
    }
    if (row.email !== null && account.email !== row.email) return 'other-address';
    // Whoever holds what was sent to the address has shown that it is theirs.
    const emailVerified = row.email !== null;
    const visitor = actor?.kind === 'visitor' ? actor.id : null;
    const made = await parts.createAccount({ name, function: fn, ...account, emailVerified }, visitor);
    return made === null ? 'email-taken' : { principal: made, made: 'account' };
  };

  /** What the record says of whoever has come. */
  const entering = async (
    row: InvitationRow,
    principal: Actor,
    known: MemberState | undefined,
    { said, takesPart }: { readonly said: PlantFunction | null; readonly takesPart: boolean },
  ): Promise<readonly Note[]> => {
    const isVisitor = principal.kind === 'visitor';
    const about = isVisitor ? null : await parts.accounts.findByPrincipal(principal.id);
    const fn = row.function ?? (isVisitor ? principal.function : (said ?? principal.function));
    const { discipline = '', jobTitle = '' } = about ?? {};
    const member =
      known === undefined
        ? newMember({ ...principal, function: fn }, row.role, { guest: isVisitor, discipline, jobTitle })
        : restated(known, { name: principal.name, role: row.role, guest: known.guest || (isVisitor && !takesPart) });
    return [
      { kind: 'member', payload: member },
      {
        kind: 'access',
        payload: { event: 'invitation-used', about: named(row), role: row.role, function: member.function },
        actor: principal.id,
      },
    ];
  };

  const redeem = async (found: InvitationRow, comer: Comer): Promise<Redeemed> => {
    let outcome: Redeemed = { ok: false, refusal: 'unknown' };
    let counted: string | null = null;
    try {
      await records.state(found.board, async ({ members }) => {
        const row = await find(found.id);
        const { refusal, takesPart, isIn, hasUsed } = await judge(row, comer.actor, makesAccount(comer));
        if (refusal !== null) {
          outcome = { ok: false, refusal };
          return [];
        }
        if (isIn && comer.actor !== null) {
          outcome = { ok: true, board: row.board, principal: comer.actor, made: null };
          return [];
        }
        const arrival = await arrive(row, comer);
        if (typeof arrival === 'string') {
          outcome = { ok: false, refusal: arrival };
          return [];
        }
        const { principal } = arrival;
        if (hasUsed) await invitations.useAgain(row.id, principal.id, parts.nowMs());
        else if (await invitations.use(row.id, principal.id, parts.nowMs())) counted = principal.id;
        else throw new Error('The invitation ended between the look at it and its use.');
        const notes = await entering(row, principal, members.get(principal.id), { said: comer.function, takesPart });
        outcome = { ok: true, board: row.board, ...arrival };
        return notes;
      });
    } catch (error) {
      if (counted !== null) await invitations.unuse(found.id, counted);
      throw error;
    }
    return outcome;
  };

  return {
    list: async (board) => (await invitations.of(board)).map(summary),
    invite: async (board, by, wish) => {
      const id = newId();
      const secret = newSecret();
      const nowMs = parts.nowMs();
      try {
        await records.state(board, async ({ recordSeq }) => {
          await invitations.create({
            ...wish,
            id,
            board,
            secretHash: hashSecret(secret),
            createdBy: by.id,
            createdAtMs: nowMs,
            afterSeq: recordSeq,
          });
          const payload = {
            event: wish.kind === 'read' ? 'read-link-made' : 'invited',
            about: named({ id, label: wish.label }),
            role: wish.role,
            ...(wish.function === null ? {} : { function: wish.function }),
            // Everybody on the board reads it, guests too, and it stays for good: not the whole address.
            ...(wish.email === null ? {} : { email: emailHint(wish.email) }),
          } as const;
          return [{ kind: 'access', payload, actor: by.id }];
        });
      } catch (error) {
        await invitations.drop(id);
        throw error;
      }
      return { secret, invitation: summary(await find(id)) };
    },
    revoke: async (board, id, by) => {
      const row = await invitations.find(id);
      if (row === null || row.board !== board) return null;
      await records.state(board, async ({ members }) => {
        const isNew = await invitations.revoke(id, parts.nowMs());
        const came = row.kind === 'read' ? await invitations.usersOf(id) : [];
        // Whoever has been given more since does not take part by the link any more.
        const ended = came.flatMap((principal): Note[] => {
          const known = members.get(principal);
          return known?.role === 'viewer'
            ? [{ kind: 'member', payload: restated(known, { role: null }), actor: by.id }]
            : [];
        });
        const event = row.kind === 'read' ? 'read-link-revoked' : 'invitation-revoked';
        const told: readonly Note[] = isNew
          ? [{ kind: 'access', payload: { event, about: named(row), role: row.role }, actor: by.id }]
          : [];
        return [...told, ...ended];
      });
      return summary(await find(id));
    },
    look: async (secret, actor) => {
      const invitation = await invitations.findBySecret(hashSecret(secret));
      if (invitation === null) return { ok: false, refusal: 'unknown' };
      const { refusal, isIn } = await judge(invitation, actor);
      if (refusal !== null) return { ok: false, refusal };
      const board = await parts.boards.find(invitation.board);
      if (board === null) throw new Error(`Board ${invitation.board} of an invitation is gone.`);
      const comesAlone = isIn || (await asThemselves(invitation, actor)) !== null;
      const needs = comesAlone ? 'nothing' : invitation.guests ? 'name' : 'account';
      return { ok: true, invitation, board, needs };
    },
    redeem: async (secret, comer) => {
      const found = await invitations.findBySecret(hashSecret(secret));
      if (found === null) return { ok: false, refusal: 'unknown' };
      const redeemed = await redeem(found, comer);
      // Afterwards: it takes its own turn on every board of the visitor.
      if (redeemed.ok && redeemed.made === 'account' && comer.actor?.kind === 'visitor')
        await parts.linkVisitor(comer.actor, redeemed.principal);
      return redeemed;
    },
  };
};
