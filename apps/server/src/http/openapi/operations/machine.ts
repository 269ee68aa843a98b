/** The server itself. */
import type { Operation } from '../operation.ts';
import { ok } from './parts.ts';

export const machine: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/openapi.json',
    tag: 'The server',
    summary: 'This description',
    asker: 'anybody',
    answers: ok('OpenAPI 3.1'),
    problems: [],
  },
  {
    method: 'get',
    path: '/healthz',
    tag: 'The server',
    summary: 'Whether the process lives',
    asker: 'anybody',
    answers: ok('It lives'),
    problems: [],
  },
  {
    method: 'get',
    path: '/readyz',
    tag: 'The server',
    summary: 'Whether the server can do its work',
    asker: 'anybody',
    answers: { ...ok('It can'), 503: { description: 'It cannot, or not yet' } },
    problems: [],
  },
];
