/**
 * Calls to the accounts library on the server: every failure is a value that says what happened, in words for people,
 * and which field it is about. Loads the library's client with the first call.
 */
import { format, m } from '#lib/messages/index.ts';
import type { AuthClient, Hear, Resolved } from './auth-client.ts';

export interface AuthFailure {
  /** The server's code, `UNREACHABLE`, or empty when it gave none. */
  readonly code: string;
  /** 0 when the server was not reached. */
  readonly status: number;
  /** What the server says of it, for people; may be empty. */
  readonly detail: string;
  /** When it may be tried again; null when nothing was said. */
  readonly retryAtMs: number | null;
}

export type AuthAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: AuthFailure };

const UNREACHABLE: AuthFailure = { code: 'UNREACHABLE', status: 0, detail: '', retryAtMs: null };
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Asks through the library's client; `T` is what the endpoint answers. `run` hands `hear` on as `fetchOptions` where it
 * can, so that it is known when to try again.
 */
export async function asked<T>(run: (client: AuthClient, hear: Hear) => Promise<Resolved>): Promise<AuthAnswer<T>> {
  let retryAtMs: number | null = null;
  const hear: Hear = { onError: ({ response }) => (retryAtMs = response ? retryOf(response, Date.now()) : null) };
  try {
    const { client } = await import('./auth-client.ts');
    const { data, error } = await run(client, hear);
    if (!error) return { ok: true, value: data as T };
    const failure = failureOf(error);
    // A gateway in front of a stopped server answers in its place, and names no problem.
    const away = AWAY.has(failure.status) && failure.detail === '';
    return { ok: false, failure: away ? UNREACHABLE : { ...failure, retryAtMs } };
  } catch {
    return { ok: false, failure: UNREACHABLE };
  }
}

/** When the headers of a refusal say that it may be tried again. */
export function retryOf(response: Pick<Response, 'headers'>, nowMs: number): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? response.headers.get('x-retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? nowMs + seconds * 1_000 : null;
}

function failureOf(error: unknown): AuthFailure {
  const { code, status, detail } = error as Record<string, unknown>;
  return {
    code: typeof code === 'string' ? code : '',
    status: typeof status === 'number' ? status : 0,
    // Words of the server; those of the library's client are for programmers.
    detail: typeof detail === 'string' ? detail : '',
    retryAtMs: null,
  };
}

/** What stands in a form when nothing better is known of a failure. */
export function wordsOf({ code, status, detail, retryAtMs }: AuthFailure, nowMs = Date.now()): string {
  if (code === 'UNREACHABLE') return m.account.unreachable;
  if (status === 429) {
    const seconds = retryAtMs === null ? 10 : Math.max(1, Math.ceil((retryAtMs - nowMs) / 1_000));
    return seconds > 90 ? m.account.signIn.locked(format.time(retryAtMs ?? nowMs)) : m.account.tooSoon(seconds);
  }
  return detail || m.common.errorTitle;
}
