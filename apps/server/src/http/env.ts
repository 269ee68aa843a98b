/** What the app needs from outside, and what a request carries through its handlers. */
import type { HttpBindings } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { VisitorCookie } from '../auth/cookie.ts';
import type { Identify } from '../auth/identity.ts';
import type { RequestPolicy } from '../auth/policy.ts';
import type { Documents } from '../boards/documents.ts';
import type { Summaries } from '../boards/summaries.ts';
import type { Actor } from '../db/principals.ts';
import type { Store } from '../db/store.ts';
import type { BoardRecords } from '../record/board-records.ts';
import type { StaticBoard } from './static-board.ts';

export interface AppParts {
  readonly store: Store;
  readonly access: Access;
  readonly documents: Documents;
  readonly summaries: Summaries;
  readonly records: BoardRecords;
  readonly cookie: VisitorCookie;
  readonly identify: Identify;
  readonly policy: RequestPolicy;
  readonly board: StaticBoard;
  readonly log: Logger;
  nowMs(): number;
  /** Called when a visitor has another name or function now. */
  visitorChanged(actor: Actor): void;
  /** False while the server starts or stops. */
  isOpen(): boolean;
}

export interface AppEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { actor: Actor | null };
}
