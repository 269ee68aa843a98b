/** Everything that is stored, behind asynchronous ports: what the rest of the server may know of the database. */
import type { RecordLog } from '@chartroom/record';
import type { UpdateLog } from '@chartroom/sync';
import { type BoardMembers, boardMemberIndex, createBoardMembers } from './board-members.ts';
import { type Boards, createBoards } from './boards.ts';
import type { OpenDatabase } from './database.ts';
import { type Principals, createPrincipals } from './principals.ts';
import { type RecordAudit, createRecordAudit } from './record-audit.ts';
import { type RecordHeads, createRecordHeads } from './record-heads.ts';
import { catchUpIndexes, joinIndexes, type RecordIndex } from './record-indexes.ts';
import { createRecordLog } from './record-log.ts';
import { type Scrubbed, scrub } from './scrub.ts';
import { type Settings, createSettings } from './settings.ts';
import { createUpdateLog } from './update-log.ts';

export interface Store {
  readonly log: UpdateLog;
  readonly record: RecordLog;
  readonly heads: RecordHeads;
  readonly recordAudit: RecordAudit;
  readonly boards: Boards;
  readonly boardMembers: BoardMembers;
  readonly principals: Principals;
  readonly settings: Settings;
  /** Brings the tables that are copied from the record up to it; answers the boards whose record cannot be read. */
  catchUpIndexes(): Promise<readonly string[]>;
  scrub(): Promise<Scrubbed>;
  close(): void;
}

export const createStore = (database: OpenDatabase): Store => {
  const { tables } = database;
  const indexes: readonly RecordIndex[] = [boardMemberIndex(tables)];
  const index = joinIndexes(tables, indexes);
  const record = createRecordLog(tables, index);
  return {
    log: createUpdateLog(tables),
    record,
    heads: createRecordHeads(tables),
    recordAudit: createRecordAudit(tables),
    boards: createBoards(tables, index),
    boardMembers: createBoardMembers(tables),
    principals: createPrincipals(tables),
    settings: createSettings(tables),
    catchUpIndexes: () => catchUpIndexes(tables, record, index),
    scrub: async () => scrub(tables),
    close: () => database.close(),
  };
};
