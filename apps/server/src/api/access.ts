/** Who may come in: workspaces, members of boards and invitations, as the HTTP contract has them. */
import type { BoardRole, Standing } from '@chartroom/record';
import type { PlantFunction } from '@chartroom/domain';

export type WorkspaceRole = 'administrator' | 'member';

export interface WorkspaceSummary {
  readonly id: string;
  readonly name: string;
  /** What you are in it; null where you only see it as an administrator of the whole instance. */
  readonly role: WorkspaceRole | null;
  /** How many people. */
  readonly members: number;
  /** How many boards, those that are not open to you included. */
  readonly boards: number;
}
/** `GET /api/workspaces`: those that you are in; for administrators of the instance all. */
export interface WorkspacesResponse {
  readonly workspaces: readonly WorkspaceSummary[];
}
/** `POST /api/workspaces` body `{name}` -> 201, for administrators of the instance; `PATCH /api/workspaces/:id` body `{name}`. */
export interface WorkspaceResponse {
  readonly workspace: WorkspaceSummary;
}

export interface WorkspaceMember {
  readonly principal: string;
  readonly name: string;
  readonly function: PlantFunction;
  readonly email: string | null;
  /** Whether the person has shown that the address is theirs. */
  readonly emailVerified: boolean;
  readonly role: WorkspaceRole;
}
/**
 * `GET /api/workspaces/:id/members`; `POST` body `{principal | email, role, addressConfirmed?}` names one or changes the role;
 * `DELETE /api/workspaces/:id/members/:principal` -> 204. For administrators of the workspace or the instance.
 */
export interface WorkspaceMembersResponse {
  readonly members: readonly WorkspaceMember[];
}

export interface BoardMemberSummary {
  readonly principal: string;
  readonly name: string;
  readonly function: PlantFunction;
  /** '' when it was not said; so is the job title. */
  readonly discipline: string;
  readonly jobTitle: string;
  /** Which of the people named on the board this is. */
  readonly person: string | null;
  readonly role: BoardRole;
  readonly signer: boolean;
  readonly guest: boolean;
  /** Connected right now. */
  readonly here: boolean;
}
/** `GET /api/boards/:id/members`; they are changed by the command `member` of the record. */
export interface MembersResponse {
  readonly members: readonly BoardMemberSummary[];
  readonly you: Standing;
}

export type InvitationKind = 'link' | 'mail' | 'read';
export type InvitationState = 'open' | 'used-up' | 'expired' | 'revoked';

export interface InvitationSummary {
  readonly id: string;
  readonly kind: InvitationKind;
  readonly role: BoardRole;
  /** Preset for whoever comes; null: they say. */
  readonly function: PlantFunction | null;
  /** What it is for, in the inviter's words. */
  readonly label: string;
  readonly email: string | null;
  /** Whether people without an account may use it. */
  readonly guests: boolean;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
  /** null: any number of people. */
  readonly maxUses: number | null;
  /** How many people have come by it. */
  readonly uses: number;
  readonly createdBy: { readonly id: string; readonly name: string; readonly function: PlantFunction };
  readonly createdAt: string;
  readonly state: InvitationState;
}
/** `GET /api/boards/:id/invitations`, newest first. `DELETE /api/boards/:id/invitations/:invitation` -> 200 with the one. */
export interface InvitationsResponse {
  readonly invitations: readonly InvitationSummary[];
}
export interface InvitationResponse {
  readonly invitation: InvitationSummary;
}
/**
 * `POST /api/boards/:id/invitations` body `{kind, role?, function?, label?, email?, guests?, expiresInHours, maxUses?}`
 * -> 201. `url` is `<origin>/join#<secret>` and told this once; null for one that goes by mail.
 */
export interface NewInvitationResponse extends InvitationResponse {
  readonly url: string | null;
}

/** `POST /api/invitations/look` body `{secret}`. */
export interface InvitationLookResponse {
  readonly board: { readonly id: string; readonly title: string; readonly productScope: string };
  readonly role: BoardRole;
  readonly function: PlantFunction | null;
  readonly label: string;
  readonly invitedBy: { readonly name: string; readonly function: PlantFunction };
  readonly guests: boolean;
  readonly expiresAt: string;
  readonly kind: InvitationKind;
  /** `nothing`: whoever is asking comes in as they are. `name`: as a guest, or with an account. `account`: with one only. */
  readonly needs: 'nothing' | 'name' | 'account';
  /** Of one that was sent by mail: enough of the address to know one's own by. */
  readonly emailHint: string | null;
}
/**
 * `POST /api/invitations/redeem` body `{secret, name?, function?, account?: {email, password}}` -> 200; a guest, and
 * whoever made an account, is signed in by the cookies of the answer.
 */
export interface RedeemResponse {
  readonly board: string;
}
