/** What the app needs from outside, and what a request carries through its handlers. */
import type { HttpBindings } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { Inviting } from '../access/invitations.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { EmailChange } from '../accounts/email-change.ts';
import type { Gate } from '../accounts/gate.ts';
import type { Notices } from '../accounts/notices.ts';
import type { SetUp } from '../accounts/set-up.ts';
import type { VisitorCookie } from '../auth/cookie.ts';
import type { Identify } from '../auth/identity.ts';
import type { RequestPolicy } from '../auth/policy.ts';
import type { Documents } from '../boards/documents.ts';
import type { Summaries } from '../boards/summaries.ts';
import type { Config } from '../config.ts';
import type { Actor } from '../db/principals.ts';
import type { Store } from '../db/store.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Mailing } from '../mail/mailing.ts';
import type { AccessLog } from '../record/access-log.ts';
import type { BoardRecords } from '../record/board-records.ts';
import type { HeadSigner } from '../record/head-signer.ts';
import type { Trail } from '../trail/trail.ts';
import type { RateLimit } from './rate-limit.ts';
import type { RemoteAddresses } from './remote-address.ts';
import type { StaticBoard } from './static-board.ts';

export interface AppParts {
  readonly config: Config;
  readonly store: Store;
  readonly access: Access;
  readonly accessLog: AccessLog;
  readonly inviting: Inviting;
  readonly accounts: Accounts;
  readonly gate: Gate;
  readonly emailChange: EmailChange;
  readonly notices: Notices;
  readonly setUp: SetUp;
  readonly mailer: Mailer;
  readonly mailing: Pick<Mailing, 'queue' | 'unsubscribing'>;
  readonly documents: Documents;
  readonly summaries: Summaries;
  readonly records: BoardRecords;
  readonly trail: Trail;
  readonly signer: Pick<HeadSigner, 'signBoard' | 'publicPem'>;
  readonly cookie: VisitorCookie;
  readonly identify: Identify;
  readonly policy: RequestPolicy;
  readonly remote: RemoteAddresses;
  /** Files of boards that one person is given. */
  readonly exportLimit: RateLimit;
  readonly board: StaticBoard;
  readonly log: Logger;
  nowMs(): number;
  /** Called when a visitor has another name or function now. */
  visitorChanged(actor: Actor): void;
  /** Where links in mails lead: scheme, host and port. */
  mailOrigin(): string;
  /** False while the server starts or stops. */
  isOpen(): boolean;
}

export interface AppEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { actor: Actor | null };
}
