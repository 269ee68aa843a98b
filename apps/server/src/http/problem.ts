/** RFC 9457 problem documents: every refusal of the HTTP API in one shape, with the cause and the remedy. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from '../api.ts';

/** Every problem's type, status and title. */
export const PROBLEMS = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-body': { status: 400, title: 'The body does not fit' },
  'unknown-template': { status: 400, title: 'There is no such template' },
  'invalid-query': { status: 400, title: 'The query does not fit' },
  'unsupported-format': { status: 400, title: 'There is no such format' },
  'visitor-needed': { status: 401, title: 'Nobody has said who is asking' },
  'sign-in-failed': { status: 401, title: 'The sign-in failed' },
  forbidden: { status: 403, title: 'This is not for you to say' },
  'proof-needed': { status: 403, title: 'Show again that it is you' },
  'set-up-token-needed': { status: 403, title: 'Setting up needs the token of this start' },
  'account-needed': { status: 403, title: 'It needs an account' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'foreign-host': { status: 403, title: 'The server is not known under this name' },
  'unknown-board': { status: 404, title: 'There is no such board' },
  'unknown-invitation': { status: 404, title: 'There is no such invitation' },
  'unknown-workspace': { status: 404, title: 'There is no such workspace' },
  'unknown-subject': { status: 404, title: 'What it is about is not there' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This method does not work here' },
  conflict: { status: 409, title: 'It does not fit with what is there' },
  'invitation-expired': { status: 410, title: 'The invitation has ended' },
  'invitation-revoked': { status: 410, title: 'The invitation was taken back' },
  'invitation-used-up': { status: 410, title: 'The invitation was used' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has to be JSON' },
  'invalid-command': { status: 422, title: 'The command does not fit' },
  'upgrade-needed': { status: 426, title: 'This address speaks WebSocket' },
  'too-many-requests': { status: 429, title: 'Too much at once' },
  internal: { status: 500, title: 'The server failed' },
  'no-mail': { status: 503, title: 'This server sends no mail' },
  'board-unavailable': { status: 503, title: 'The board cannot be opened' },
  'storage-unavailable': { status: 503, title: 'The change could not be stored' },
  starting: { status: 503, title: 'The server is starting or stopping' },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: string }>;

export type ProblemKind = keyof typeof PROBLEMS;
export interface ProblemExtras {
  readonly errors?: Readonly<Record<string, string>>;
  /** What a screen tells refusals of one kind apart by. */
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set-Cookie headers. */
  readonly cookies?: readonly string[];
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export const problemOf = (
  kind: ProblemKind,
  detail: string,
  instance: string,
  errors?: Readonly<Record<string, string>>,
  code?: string,
): Problem => ({
  type: `/problems/${kind}`,
  title: PROBLEMS[kind].title,
  status: PROBLEMS[kind].status,
  detail,
  instance,
  ...(errors === undefined ? {} : { errors }),
  ...(code === undefined ? {} : { code }),
});

export const problem = (c: Context, kind: ProblemKind, detail: string, extras: ProblemExtras = {}): Response => {
  for (const cookie of extras.cookies ?? []) c.header('set-cookie', cookie, { append: true });
  return c.body(
    JSON.stringify(problemOf(kind, detail, c.req.path, extras.errors, extras.code)),
    PROBLEMS[kind].status,
    {
      ...extras.headers,
      'content-type': PROBLEM_MEDIA_TYPE,
      'cache-control': 'no-store',
    },
  );
};

/** A refusal thrown from inside a handler; the app turns it into its problem. */
export class ProblemError extends Error {
  readonly kind: ProblemKind;
  readonly extras: ProblemExtras;
  constructor(kind: ProblemKind, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.kind = kind;
    this.extras = extras;
  }
}
