/**
 * The composition root: opens the parts in the order in which a failure changes nothing, joins them, and takes them
 * down so that nothing acknowledged is lost. Everything else gets its parts from here.
 */
import { MAP_ROOTS, SCHEMA_VERSION, TEXT_ROOT_PATTERN } from '@chartroom/domain';
import { systemClock } from '@chartroom/sync';
import { type Hub, createHub } from '@chartroom/sync/server';
import type { Logger } from 'pino';
import { createAccess } from './access/access.ts';
import { createVisitorCookie } from './auth/cookie.ts';
import { createGrants } from './auth/grants.ts';
import { createIdentify } from './auth/identity.ts';
import { createPolicy } from './auth/policy.ts';
import { createDocuments } from './boards/documents.ts';
import { createSummaries } from './boards/summaries.ts';
import type { Config } from './config.ts';
import { inspectDataDir, makeDataDir } from './db/data-dir.ts';
import { openDatabase } from './db/database.ts';
import { type DataLock, acquireLock } from './db/lock.ts';
import { type Store, createStore } from './db/store.ts';
import { sha256 } from './db/update-log.ts';
import { createApp } from './http/app.ts';
import { type Listener, listen } from './http/listener.ts';
import { loadStaticBoard } from './http/static-board.ts';
import { newId } from './ids.ts';
import { createBoardRecords } from './record/board-records.ts';
import { headKeyOf } from './record/head-key.ts';
import { createHeadSigner } from './record/head-signer.ts';
import type { HeadKey } from './record/signed-head.ts';
import { type Result, done } from './refusal.ts';
import { createUpgrade } from './socket/upgrade.ts';
import { logSyncEvents } from './sync-log.ts';

export interface RunningServer {
  readonly port: number;
  /** The copy that was made before the database was migrated; null when it had not to be. */
  readonly copy: string | null;
  readonly boards: number;
  /** Stops accepting, stores and acknowledges what has arrived, closes sockets with 1012, closes the database. */
  stop(): Promise<void>;
}

/** How long requests in progress may take to end once the server stops. */
const DRAIN_MS = 2000;

const textRoot = (root: string): boolean => TEXT_ROOT_PATTERN.test(root);

/** Opens the data directory: lock first, since everything after it writes. */
const openStore = async (
  config: Config,
  nowMs: number,
): Promise<Result<{ store: Store; lock: DataLock; key: HeadKey; copy: string | null }>> => {
  const made = makeDataDir(config.dataDir);
  if (!made.ok) return made;
  const lock = acquireLock(config.dataDir, nowMs);
  if (!lock.ok) return lock;
  const database = await openDatabase(config.dataDir, { nowMs });
  if (!database.ok) {
    lock.value.release();
    return database;
  }
  const key = headKeyOf(config.dataDir);
  if (!key.ok) {
    database.value.close();
    lock.value.release();
    return key;
  }
  const store = createStore(database.value);
  return done({ store, lock: lock.value, key: key.value, copy: database.value.copy });
};

export const startServer = async (config: Config, log: Logger): Promise<Result<RunningServer>> => {
  const nowMs = (): number => systemClock.nowMs();
  const board = loadStaticBoard(config.boardDir);
  if (!board.ok) return board;
  const usable = inspectDataDir(config.dataDir);
  if (!usable.ok) return usable;
  const policy = createPolicy(config);
  const listening = await listen(config, policy, log);
  if (!listening.ok) return listening;
  const listener: Listener = listening.value;
  const opened = await openStore(config, nowMs());
  if (!opened.ok) {
    await listener.close(0);
    return opened;
  }
  const { store, lock, key, copy } = opened.value;

  let open = true;
  const isOpen = (): boolean => open;
  const cookie = createVisitorCookie(
    await store.settings.cookieKey(),
    config.publicOrigin?.startsWith('https:') === true,
  );
  const identify = createIdentify(store.principals, cookie);
  const grants = createGrants();
  const hub: Hub = createHub({
    log: store.log,
    clock: systemClock,
    roots: { maps: new Set(MAP_ROOTS), isText: textRoot },
    documentVersion: SCHEMA_VERSION,
    sha256,
    sessionIds: newId,
    logger: logSyncEvents(log),
    onCommitted: (id) => summaries.changed(id),
    defer: (task) => void setImmediate(task),
  });
  const documents = createDocuments(hub);
  const access = createAccess(store.boardMembers, config);
  const summaries = createSummaries(store.boards, documents, systemClock, log);

  const records = createBoardRecords({
    record: store.record,
    principals: store.principals,
    documents,
    nowMs,
    onAppended: (id, entries) => hub.pushRecord(id, new TextEncoder().encode(JSON.stringify(entries))),
  });

  const app = createApp({
    store,
    access,
    documents,
    summaries,
    records,
    cookie,
    identify,
    policy,
    board: board.value,
    log,
    nowMs,
    visitorChanged: (actor) => grants.changed(actor),
    isOpen,
  });
  const upgrade = createUpgrade({ hub, boards: store.boards, identify, policy, grants, log, nowMs, isOpen });
  const unread = await store.catchUpIndexes();
  if (unread.length > 0) log.error({ boards: unread }, 'records that cannot be read; verify-record says where');
  void summaries.catchUp();
  const signer = createHeadSigner({ record: store.record, heads: store.heads, key, clock: systemClock }, log);
  signer.start();
  listener.serve({ fetch: (request, env) => app.fetch(request, env), upgrade });

  const stop = async (): Promise<void> => {
    open = false;
    listener.stopAccepting();
    summaries.stop();
    signer.stop();
    await hub.close();
    await listener.close(DRAIN_MS);
    store.close();
    lock.release();
  };
  let stopping: Promise<void> | null = null;
  return done({ port: listener.port, copy, boards: await store.boards.count(), stop: () => (stopping ??= stop()) });
};
