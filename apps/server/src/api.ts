/**
 * The HTTP contract as types: what the board may import from the server, and nothing else.
 * Errors are RFC 9457 problem documents (`Problem`), media type `application/problem+json`.
 */
import type { PlantFunction } from '@chartroom/domain';
import type { BoardRole, Entry, RecordHead } from '@chartroom/record';

export type * from './api/access.ts';
export type * from './api/accounts.ts';
export type * from './api/changes.ts';
export type * from './api/inbox.ts';
export type * from './api/mail.ts';

export type { PlantFunction };

/** `POST /api/visitor` (body `{name, function}`) answers 200 with this and a signed cookie; `GET /api/visitor` answers it or 401. */
export interface VisitorResponse {
  readonly principal: { readonly id: string; readonly name: string; readonly function: PlantFunction };
}

/** `GET /api/templates` */
export interface TemplatesResponse {
  readonly templates: readonly TemplateSummary[];
}
export interface TemplateSummary {
  /** `t1` ... `t6`; `blank` is listed too, last. */
  readonly id: string;
  /** The process, e.g. "In-process checking through lot release". */
  readonly title: string;
  /** Product or line, e.g. "tablet family X"; empty for `blank`. */
  readonly scope: string;
  readonly regimes: readonly string[];
  readonly steps: number;
  readonly systems: number;
}

export interface BoardSummary {
  readonly id: string;
  /** Running number within this server; the charter is numbered from it: 12 -> JOC-0012. */
  readonly number: number;
  readonly title: string;
  readonly productScope: string;
  readonly template: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly createdBy: { readonly name: string; readonly function: PlantFunction };
  readonly lastChangeAt: string;
  readonly lastChangeBy: { readonly name: string; readonly function: PlantFunction } | null;
  /** People connected right now, one entry a principal. */
  readonly here: readonly { readonly name: string; readonly function: PlantFunction }[];
  readonly steps: number;
  readonly workspace: { readonly id: string; readonly name: string };
  /** What you are on it; null where it is not yours. */
  readonly role: BoardRole | null;
  /** False for a board that you see in the list only, as an administrator of its workspace, who may take it over. */
  readonly mine: boolean;
}

/** `GET /api/boards` */
export interface BoardsResponse {
  readonly boards: readonly BoardSummary[];
}
/**
 * `POST /api/boards` body `{title, template, workspace?}` -> 201; `GET /api/boards/:id`; `PATCH /api/boards/:id` body
 * `{title}`; `POST /api/boards/:id/take-over` makes an administrator of its workspace its facilitator.
 */
export type BoardResponse = BoardSummary;

/** `GET /api/boards/:id/authors`: who wrote under which Yjs client id, so that a row of the document can be attributed. */
export interface AuthorsResponse {
  readonly authors: Readonly<
    Record<
      string,
      {
        readonly id: string;
        readonly name: string;
        readonly function: PlantFunction;
        readonly kind: 'visitor' | 'user' | 'token' | 'server';
      }
    >
  >;
}

/**
 * `GET /api/boards/:id/record?since=&limit=&said=`: entries after `since` in order, at most `limit` (1000 unless given,
 * and at most) and about 1 MB, yet one if there is one. With `said=1` without the audit trail (`TRAIL_KINDS`), with
 * `said=ground` only what charter and findings stand on (`GROUND_KINDS`): there are more while the last one's number is
 * below `lastSaid`; without it, while it is below the head's.
 */
export interface RecordResponse {
  readonly entries: readonly Entry[];
  /** null while nothing has been said. */
  readonly head: RecordHead | null;
  /** Number of the last entry of the kinds that were asked for, of all what is not of the audit trail; 0: there is none. */
  readonly lastSaid: number;
}
/** `POST /api/boards/:id/record` body `{id, kind, payload}` -> 201, or 200 when it was said before under this id. */
export interface RecordEntryResponse {
  readonly entry: Entry;
}

/** RFC 9457. `type` is a relative reference under `/problems/`; `detail` says what happened, to which thing, and what to do. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  /** Field errors of a body: JSON pointer -> message. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Of signing in: why, in one word, e.g. `INVALID_CODE`. */
  readonly code?: string;
}
