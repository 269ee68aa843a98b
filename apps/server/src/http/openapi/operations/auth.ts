/** Signing in, as the library of accounts does it. */
import { AUTH_PATH } from '../../../accounts/library.ts';
import { AUTH_ROUTES } from '../../../accounts/auth-routes.ts';
import type { Operation } from '../operation.ts';
import { ok } from './parts.ts';

export const auth: readonly Operation[] = AUTH_ROUTES.map(({ method, path, body, summary, answer }): Operation => ({
  method: method === 'GET' ? 'get' : 'post',
  path: `${AUTH_PATH}${path}`,
  tag: 'Signing in',
  summary,
  asker: 'anybody',
  ...(body === undefined ? {} : { body }),
  answers: ok(answer),
  problems: ['sign-in-failed', 'forbidden', 'proof-needed', 'too-many-requests'],
}));
