/** Everything that is stored, behind asynchronous ports: what the rest of the server may know of the database. */
import type { RecordLog } from '@chartroom/record';
import type { UpdateLog } from '@chartroom/sync';
import { type AccountRows, createAccountRows } from './accounts.ts';
import { type BoardMembers, boardMemberIndex, createBoardMembers } from './board-members.ts';
import { type Boards, createBoards } from './boards.ts';
import type { OpenDatabase } from './database.ts';
import { type Inbox, createInbox } from './inbox.ts';
import { type Invitations, createInvitations } from './invitations.ts';
import { type MailOutbox, createMailOutbox } from './mail-outbox.ts';
import { type MailSettings, createMailSettings } from './mail-settings.ts';
import { type Principals, createPrincipals } from './principals.ts';
import { type Reading, createReading } from './reading.ts';
import { type RecordAudit, createRecordAudit } from './record-audit.ts';
import { type RecordHeads, createRecordHeads } from './record-heads.ts';
import { catchUpIndexes, joinIndexes, type RecordIndex } from './record-indexes.ts';
import { createRecordLog } from './record-log.ts';
import { type RecordPages, createRecordPages } from './record-pages.ts';
import { type Scrubbed, scrub } from './scrub.ts';
import { type Sessions, createSessions } from './sessions.ts';
import { type SinceEntries, createSinceEntries } from './since.ts';
import { type Settings, createSettings } from './settings.ts';
import { type SignInFailures, createSignInFailures } from './sign-in-failures.ts';
import { threadIndexOf } from './threads-index.ts';
import { type Tokens, createTokens } from './tokens.ts';
import { type TrailEntries, createTrailEntries } from './trail-entries.ts';
import { trailIndex } from './trail-index.ts';
import { type TrailMarks, createTrailMarks } from './trail.ts';
import { createUpdateLog } from './update-log.ts';
import { type Workspaces, createWorkspaces } from './workspaces.ts';

export interface Store {
  readonly log: UpdateLog;
  readonly record: RecordLog;
  readonly recordPages: RecordPages;
  readonly heads: RecordHeads;
  readonly recordAudit: RecordAudit;
  readonly boards: Boards;
  readonly boardMembers: BoardMembers;
  readonly invitations: Invitations;
  readonly workspaces: Workspaces;
  readonly principals: Principals;
  readonly accounts: AccountRows;
  readonly sessions: Sessions;
  readonly signInFailures: SignInFailures;
  readonly tokens: Tokens;
  readonly settings: Settings;
  readonly reading: Reading;
  readonly inbox: Inbox;
  readonly since: SinceEntries;
  readonly mailOutbox: MailOutbox;
  readonly mailSettings: MailSettings;
  readonly trailMarks: TrailMarks;
  readonly trailEntries: TrailEntries;
  /** Brings the tables that are copied from the record up to it; answers the boards whose record cannot be read. */
  catchUpIndexes(): Promise<readonly string[]>;
  scrub(): Promise<Scrubbed>;
  close(): void;
}

export const createStore = (database: OpenDatabase): Store => {
  const { tables } = database;
  const indexes: readonly RecordIndex[] = [boardMemberIndex(tables), threadIndexOf(tables), trailIndex(tables)];
  const index = joinIndexes(tables, indexes);
  const record = createRecordLog(tables, index);
  return {
    log: createUpdateLog(tables),
    record,
    recordPages: createRecordPages(tables, record),
    heads: createRecordHeads(tables),
    recordAudit: createRecordAudit(tables),
    boards: createBoards(tables, index),
    boardMembers: createBoardMembers(tables),
    invitations: createInvitations(tables),
    workspaces: createWorkspaces(tables),
    principals: createPrincipals(tables),
    accounts: createAccountRows(tables),
    sessions: createSessions(tables),
    signInFailures: createSignInFailures(tables),
    tokens: createTokens(tables),
    settings: createSettings(tables),
    reading: createReading(tables),
    inbox: createInbox(tables),
    since: createSinceEntries(tables),
    mailOutbox: createMailOutbox(tables),
    mailSettings: createMailSettings(tables),
    trailMarks: createTrailMarks(tables, index),
    trailEntries: createTrailEntries(tables),
    catchUpIndexes: () => catchUpIndexes(tables, record, index),
    scrub: async () => scrub(tables),
    close: () => database.close(),
  };
};
