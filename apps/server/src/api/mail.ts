/** Mail: when somebody gets it, and what an administrator sees of the queue. */

/**
 * `once`: two minutes after something that concerns them, unless it was read by then. `daily`: in the morning, when there
 * is something.
 */
export type MailTime = 'once' | 'daily' | 'never';

/** `GET /api/me/mail`, and `PUT` with body `{when}`. */
export interface MyMailResponse {
  readonly when: MailTime;
  /** Where mail goes to; null for whoever has no account, and gets none. */
  readonly email: string | null;
  /** False where the operator has set no mail server. */
  readonly enabled: boolean;
}

export interface QueuedMail {
  readonly id: string;
  /** What it is for, e.g. `digest`, `invitation`. */
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly attempts: number;
  /** null: given up. */
  readonly nextAt: string | null;
  /** What the mail server said last. */
  readonly lastError: string | null;
}
/** `GET /api/mail`, for administrators. */
export interface MailQueueResponse {
  readonly enabled: boolean;
  /** Without user and password; null where none is set. */
  readonly server: string | null;
  readonly from: string | null;
  /** The mail server could not be reached when it was tried last. */
  readonly unreachable: { readonly since: string; readonly nextAt: string; readonly error: string } | null;
  /** Oldest first, at most 200. */
  readonly waiting: readonly QueuedMail[];
  /** Given up, newest first, at most 200. */
  readonly failed: readonly QueuedMail[];
  /** In all. */
  readonly counts: { readonly waiting: number; readonly failed: number; readonly sentInADay: number };
}
