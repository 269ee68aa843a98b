/**
 * Calls to the server's HTTP interface: JSON in and out, and every failure as a value that says what happened and
 * whether trying again can help.
 */
import type { Problem } from '@chartroom/server/api';

export type Failure =
  /** The server was not reached. */
  | { readonly kind: 'unreachable' }
  /** The server answered with a problem document. */
  | { readonly kind: 'refused'; readonly problem: Problem; readonly retryAfterMs?: number };

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Principal whose words these are: refused, as for nobody, where somebody else is signed in by now. */
  readonly as?: string;
  /** Outlives the page that asks; for bodies under 64 KiB. */
  readonly keepalive?: boolean;
}

const TIMEOUT_MS = 15_000;

let unknown: () => void = () => {};
/** Who hears that the server does not know this browser any more; one listener for the page. */
export const onUnknown = (listener: () => void): void => void (unknown = listener);

/** Asks `path` of the server this page came from. Never rejects. */
export async function ask<T>(
  path: string,
  { method = 'GET', body, signal, as, keepalive = false }: Ask = {},
): Promise<Answer<T>> {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      keepalive,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(as === undefined ? {} : { 'chartroom-as': as }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
  const value = await parse(response);
  // A gateway in front of a stopped server answers in its place.
  if (response.status === 502 || response.status === 503 || response.status === 504) {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
  if (response.ok && (value !== undefined || response.status === 204)) return { ok: true, value: value as T };
  const problem = problemOf(response, value);
  if (problem.type === '/problems/visitor-needed') unknown();
  const retryAfterS = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    ok: false,
    failure: { kind: 'refused', problem, ...(retryAfterS >= 0 ? { retryAfterMs: retryAfterS * 1000 } : {}) },
  };
}

async function parse(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function problemOf(response: Response, value: unknown): Problem {
  if (isRecord(value) && typeof value['detail'] === 'string' && typeof value['title'] === 'string') {
    const errors = isRecord(value['errors']) ? value['errors'] : undefined;
    return {
      type: typeof value['type'] === 'string' ? value['type'] : 'about:blank',
      title: value['title'],
      status: response.status,
      detail: value['detail'],
      ...(typeof value['code'] === 'string' ? { code: value['code'] } : {}),
      ...(errors
        ? { errors: Object.fromEntries(Object.entries(errors).map(([pointer, text]) => [pointer, String(text)])) }
        : {}),
    };
  }
  return { type: 'about:blank', title: response.statusText, status: response.status, detail: '' };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
