/** Why the server did not do something, in a sentence. */
import { m } from '#lib/messages/index.ts';
import type { Failure } from '#lib/session/http.ts';

export const failureWords = (failure: Failure): string =>
  failure.kind === 'unreachable' ? m.inbox.unreachable : failure.problem.detail || failure.problem.title;
