/** Everything that is stored, behind asynchronous ports: what the rest of the server may know of the database. */
import type { RecordLog } from '@chartroom/record';
import type { UpdateLog } from '@chartroom/sync';
import { type Boards, createBoards } from './boards.ts';
import type { OpenDatabase } from './database.ts';
import { type Principals, createPrincipals } from './principals.ts';
import { type RecordAudit, createRecordAudit } from './record-audit.ts';
import { type RecordHeads, createRecordHeads } from './record-heads.ts';
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
  readonly principals: Principals;
  readonly settings: Settings;
  scrub(): Promise<Scrubbed>;
  close(): void;
}

export const createStore = (database: OpenDatabase): Store => ({
  log: createUpdateLog(database.tables),
  record: createRecordLog(database.tables),
  heads: createRecordHeads(database.tables),
  recordAudit: createRecordAudit(database.tables),
  boards: createBoards(database.tables),
  principals: createPrincipals(database.tables),
  settings: createSettings(database.tables),
  scrub: async () => scrub(database.tables),
  close: () => database.close(),
});
