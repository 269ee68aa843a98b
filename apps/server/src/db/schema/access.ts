/** Who may come in: workspaces, invitations, and the copy of who is a member of which board. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { board, FUNCTION_VALUES, principal, workspace } from './core.ts';

export const workspaceMember = sqliteTable(
  'workspace_member',
  {
    workspace: text('workspace')
      .notNull()
      .references(() => workspace.id),
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    role: text('role', { enum: ['administrator', 'member'] }).notNull(),
    joinedAtMs: integer('joined_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspace, table.principal] }),
    index('workspace_member_principal').on(table.principal),
  ],
);

/** Copied from the record's `member` entries in their transaction; the record stays the truth. */
export const boardMember = sqliteTable(
  'board_member',
  {
    board: text('board')
      .notNull()
      .references(() => board.id),
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    /** null: was a member and is none any more. */
    role: text('role', { enum: ['facilitator', 'contributor', 'commenter', 'viewer'] }),
    function: text('function', { enum: FUNCTION_VALUES }).notNull(),
    name: text('name').notNull(),
    signer: integer('signer', { mode: 'boolean' }).notNull(),
    guest: integer('guest', { mode: 'boolean' }).notNull(),
    discipline: text('discipline').notNull(),
    jobTitle: text('job_title').notNull(),
    /** Which of the people named on the board this is. */
    person: text('person'),
    /** The entry that said so. */
    seq: integer('seq').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.principal] }),
    index('board_member_principal').on(table.principal),
  ],
);

export const invitation = sqliteTable(
  'invitation',
  {
    id: text('id').primaryKey(),
    board: text('board')
      .notNull()
      .references(() => board.id),
    /** `link`: whoever has it. `mail`: sent to one address. `read`: look only, for auditors. */
    kind: text('kind', { enum: ['link', 'mail', 'read'] }).notNull(),
    /** SHA-256 of the secret, hex; the secret travels in a fragment and is never stored. */
    secretHash: text('secret_hash').notNull().unique(),
    role: text('role', { enum: ['facilitator', 'contributor', 'commenter', 'viewer'] }).notNull(),
    /** Preset for whoever comes; null lets them say. */
    function: text('function', { enum: FUNCTION_VALUES }),
    email: text('email'),
    /** What it is for, in the inviter's words. */
    label: text('label').notNull(),
    /** Whether people without an account may use it. */
    guests: integer('guests', { mode: 'boolean' }).notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    /** null: any number. */
    maxUses: integer('max_uses'),
    uses: integer('uses').notNull().default(0),
    createdBy: text('created_by')
      .notNull()
      .references(() => principal.id),
    createdAtMs: integer('created_at_ms').notNull(),
    /** Last entry of the board's record before it: what was said of somebody after that outweighs it. */
    afterSeq: integer('after_seq').notNull(),
    revokedAtMs: integer('revoked_at_ms'),
  },
  (table) => [index('invitation_board').on(table.board)],
);

/** Who came by which invitation: revoking a read link ends the access of everybody who came by it. */
export const invitationUse = sqliteTable(
  'invitation_use',
  {
    invitation: text('invitation')
      .notNull()
      .references(() => invitation.id),
    principal: text('principal')
      .notNull()
      .references(() => principal.id),
    usedAtMs: integer('used_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.invitation, table.principal] })],
);
