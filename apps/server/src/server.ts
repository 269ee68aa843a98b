/**
 * The composition root: opens the parts in the order in which a failure changes nothing, joins them, and takes them
 * down so that nothing acknowledged is lost. Everything else gets its parts from here.
 */
import { MAP_ROOTS, SCHEMA_VERSION, TEXT_ROOT_PATTERN } from '@chartroom/domain';
import { systemClock } from '@chartroom/sync';
import { type Hub, createHub } from '@chartroom/sync/server';
import type { Logger } from 'pino';
import { createAccess } from './access/access.ts';
import { createInviting } from './access/invitations.ts';
import { createAccounts } from './accounts/accounts.ts';
import { createEmailChange } from './accounts/email-change.ts';
import { createGate } from './accounts/gate.ts';
import { createNotices } from './accounts/notices.ts';
import { finishLinks, linkVisitor } from './accounts/link-visitor.ts';
import { createSetUp } from './accounts/set-up.ts';
import { createVisitorCookie } from './auth/cookie.ts';
import { createGrants } from './auth/grants.ts';
import { createIdentify } from './auth/identity.ts';
import { createPolicy } from './auth/policy.ts';
import { createDocuments } from './boards/documents.ts';
import { createSummaries } from './boards/summaries.ts';
import type { Config } from './config.ts';
import { inspectDataDir, makeDataDir } from './db/data-dir.ts';
import { openDatabase, type Tables } from './db/database.ts';
import { type DataLock, acquireLock } from './db/lock.ts';
import { type Store, createStore } from './db/store.ts';
import { sha256 } from './db/update-log.ts';
import { createApp } from './http/app.ts';
import { type Listener, listen, printedAddress } from './http/listener.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { createRemoteAddresses } from './http/remote-address.ts';
import { loadStaticBoard } from './http/static-board.ts';
import { newId } from './ids.ts';
import type { Mailer } from './mail/mailer.ts';
import { createMailing } from './mail/mailing.ts';
import { createOpenDuties } from './reading/open-duties.ts';
import { createAccessLog } from './record/access-log.ts';
import { createBoardRecords } from './record/board-records.ts';
import { headKeyOf } from './record/head-key.ts';
import { createHeadSigner } from './record/head-signer.ts';
import type { HeadKey } from './record/signed-head.ts';
import { type Result, done } from './refusal.ts';
import { createTrail } from './trail/trail.ts';
import { createUpgrade } from './socket/upgrade.ts';
import { logSyncEvents } from './sync-log.ts';

export interface RunningServer {
  readonly port: number;
  /** The copy that was made before the database was migrated; null when it had not to be. */
  readonly copy: string | null;
  readonly boards: number;
  /** What answers HTTP requests, as method and path. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** What makes the first administrator from elsewhere; null once there is one, and where nobody signs in. */
  readonly setUpToken: string | null;
  /** Tells everything of a board's audit trail that its log holds now. */
  settle(board: string): Promise<void>;
  /** Stops accepting, stores and acknowledges what has arrived, closes sockets with 1012, closes the database. */
  stop(): Promise<void>;
}

/** Where boards are put until somebody has said otherwise. */
const FIRST_WORKSPACE = 'Plant';
/** Each is noted in the record for good. */
const EXPORTS = { burst: 20, perSecond: 1 / 30 };
/** How long requests in progress may take to end once the server stops. */
const DRAIN_MS = 2000;

const textRoot = (root: string): boolean => TEXT_ROOT_PATTERN.test(root);

/** Opens the data directory: lock first, since everything after it writes. */
const openStore = async (
  config: Config,
  nowMs: number,
): Promise<Result<{ store: Store; tables: Tables; lock: DataLock; key: HeadKey; copy: string | null }>> => {
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
  const { tables } = database.value;
  return done({ store, tables, lock: lock.value, key: key.value, copy: database.value.copy });
};

/** What tests have instead of the real thing. */
export interface Surroundings {
  nowMs?(): number;
  readonly mailer?: Mailer;
}

export const startServer = async (
  config: Config,
  log: Logger,
  surroundings: Surroundings = {},
): Promise<Result<RunningServer>> => {
  const nowMs = (): number => surroundings.nowMs?.() ?? systemClock.nowMs();
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
  const { store, tables, lock, key, copy } = opened.value;

  let open = true;
  const isOpen = (): boolean => open;
  const cookie = createVisitorCookie(
    await store.settings.cookieKey(),
    config.publicOrigin?.startsWith('https:') === true,
  );
  const mailOrigin = (): string => printedAddress(config, listener.port);
  const mailing = createMailing({
    config,
    store,
    secret: await store.settings.cookieKey(),
    clock: { ...systemClock, nowMs },
    log,
    origin: mailOrigin,
    dutiesOf: (principal) => dutiesOf(principal),
  });
  const mailer = surroundings.mailer ?? mailing.mailer;
  const accounts = createAccounts({
    store,
    tables,
    secret: await store.settings.authSecret(),
    config,
    mailer,
    log,
    nowMs,
    mailOrigin,
  });
  const notices = createNotices({
    mailer,
    mailOrigin,
    nowMs,
    onFailure: (error) => log.error({ err: error }, 'a notice about an account was not sent'),
  });
  const gate = createGate({
    accounts,
    store,
    mailEnabled: mailer.enabled,
    notices,
    nowMs,
    onFailure: (error) => log.error({ err: error }, 'a link for a password was not sent'),
  });
  const identify = createIdentify({
    principals: store.principals,
    tokens: store.tokens,
    cookie,
    signedIn: (header, atMs) => accounts.signedIn(header, atMs),
  });
  const access = createAccess(store.boardMembers, store.boards, config);
  const grants = createGrants(access, config);
  const logSync = logSyncEvents(log);
  const hub: Hub = createHub({
    log: store.log,
    clock: systemClock,
    roots: { maps: new Set(MAP_ROOTS), isText: textRoot },
    documentVersion: SCHEMA_VERSION,
    sha256,
    sessionIds: newId,
    logger: (event) => {
      logSync(event);
      if (event.kind === 'edit-refused' && event.code === 'read-only')
        accessLog
          .refused(event.board, event.principalId, 'edit')
          .catch((error: unknown) => log.error({ err: error, board: event.board }, 'a refused edit was not noted'));
    },
    onCommitted: (id) => {
      summaries.changed(id);
      trail.changed(id);
    },
    defer: (task) => void setImmediate(task),
  });
  const documents = createDocuments(hub);
  const summaries = createSummaries(store.boards, documents, systemClock, log);

  const records = createBoardRecords({
    record: store.record,
    access,
    mode: config.access,
    principals: store.principals,
    members: store.boardMembers,
    documents,
    nowMs,
    onAppended: (id, entries) => {
      grants.appended(id, entries);
      mailing.heard(id, entries);
      hub.pushRecord(id, new TextEncoder().encode(JSON.stringify(entries)));
    },
  });

  const dutiesOf = createOpenDuties({
    members: store.boardMembers,
    documents,
    clock: { ...systemClock, nowMs },
    log,
    projection: (id) => records.projection(id),
    owedReasons: (id) => store.trailEntries.owed(id),
  });

  const signer = createHeadSigner({ record: store.record, heads: store.heads, key, clock: systemClock }, log);
  const trail = createTrail(
    {
      log: store.log,
      marks: store.trailMarks,
      entries: store.trailEntries,
      boards: store.boards,
      principals: store.principals,
      clock: { ...systemClock, nowMs },
      append: (id, add) => records.append(id, add),
    },
    log,
  );

  const setUp = createSetUp({
    accounts: store.accounts,
    principals: store.principals,
    boardMembers: store.boardMembers,
    boards: store.boards,
    workspaces: store.workspaces,
    records,
    nowMs,
  });

  const accessLog = createAccessLog(records, nowMs);
  const { boardMembers, boards, invitations, principals } = store;
  const inviting = createInviting({
    access,
    accounts: store.accounts,
    boards,
    boardMembers,
    invitations,
    principals,
    records,
    createAccount: async (person, visitor) => (await accounts.create(person, visitor))?.actor ?? null,
    linkVisitor: async (visitor, user) => {
      await linkVisitor({ principals, boardMembers, records }, visitor, user);
      await store.accounts.linked(visitor.id);
    },
    nowMs,
  });

  const app = createApp({
    config,
    store,
    access,
    accessLog,
    inviting,
    accounts,
    gate,
    emailChange: createEmailChange({ accounts: store.accounts, mailer, mailOrigin, nowMs }),
    notices,
    setUp,
    mailer,
    mailing,
    documents,
    summaries,
    records,
    trail,
    signer,
    cookie,
    identify,
    policy,
    remote: createRemoteAddresses(config),
    exportLimit: createRateLimit(EXPORTS.burst, EXPORTS.perSecond),
    board: board.value,
    log,
    nowMs,
    visitorChanged: (actor) => grants.changed(actor),
    mailOrigin,
    isOpen,
  });
  const upgrade = createUpgrade({
    hub,
    boards: store.boards,
    principals: store.principals,
    recordPages: store.recordPages,
    clock: systemClock,
    identify,
    policy,
    grants,
    isLive: (actor, atMs) => accounts.liveness.isLive(actor, atMs),
    log,
    nowMs,
    isOpen,
  });
  const unread = await store.catchUpIndexes();
  if (unread.length > 0) log.error({ boards: unread }, 'records that cannot be read; verify-record says where');
  await store.workspaces.ensureOne(FIRST_WORKSPACE, nowMs());
  await setUp.finish();
  await finishLinks({ accounts: store.accounts, principals, boardMembers, records });
  await store.sessions.sweep(nowMs(), accounts.limits);
  void summaries.catchUp();
  trail.start();
  mailing.start();
  signer.start();
  listener.serve({ fetch: (request, env) => app.fetch(request, env), upgrade });

  const stop = async (): Promise<void> => {
    open = false;
    listener.stopAccepting();
    summaries.stop();
    signer.stop();
    await gate.settled();
    await mailing.stop();
    await hub.close();
    await Promise.all([trail.stop(), listener.close(DRAIN_MS)]);
    store.close();
    lock.release();
  };
  let stopping: Promise<void> | null = null;
  return done({
    port: listener.port,
    copy,
    boards: await store.boards.count(),
    routes: app.routes.map(({ method, path }) => ({ method, path })),
    setUpToken: config.access === 'accounts' ? await setUp.token() : null,
    settle: (id) => trail.settle(id),
    stop: () => (stopping ??= stop()),
  });
};
