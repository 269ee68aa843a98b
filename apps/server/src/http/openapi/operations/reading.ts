/** What somebody has read, watches and is asked. */
import { ReadingBody, WatchBody } from '../../routes/reading.ts';
import type { Operation } from '../operation.ts';
import { ok, nothing, text, whole, oneOf } from './parts.ts';

export const reading: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/boards/:id/reading',
    tag: 'Reading',
    summary: 'What you have read on a board, what concerns you, what you watch',
    asker: 'known',
    answers: ok('Your reading', 'ReadingResponse'),
    problems: ['unknown-board', 'forbidden'],
  },
  {
    method: 'put',
    path: '/api/boards/:id/reading',
    tag: 'Reading',
    summary: 'Messages that you have read',
    asker: 'known',
    body: ReadingBody,
    answers: nothing('Noted'),
    problems: ['unknown-board', 'forbidden'],
  },
  {
    method: 'put',
    path: '/api/boards/:id/watch',
    tag: 'Reading',
    summary: 'Watch or mute a record, or the board',
    asker: 'known',
    body: WatchBody,
    answers: nothing('Noted'),
    problems: ['unknown-board', 'forbidden', 'conflict'],
  },
  {
    method: 'post',
    path: '/api/boards/:id/visit',
    tag: 'Reading',
    summary: 'You were here now',
    asker: 'known',
    answers: nothing('Noted'),
    problems: ['unknown-board', 'forbidden'],
  },
  {
    method: 'get',
    path: '/api/boards/:id/since',
    tag: 'Reading',
    summary: 'What is new since you were here last',
    asker: 'known',
    answers: ok('What is new', 'SinceResponse'),
    problems: ['unknown-board', 'forbidden'],
  },
  {
    method: 'get',
    path: '/api/inbox',
    tag: 'Reading',
    summary: 'Messages over all your boards',
    asker: 'known',
    query: [
      oneOf('show', 'Unread unless given.', ['unread', 'concerns', 'asked', 'all']),
      text('before', '`next` of the page before.'),
      whole('limit', '50 unless given.', 1, 100),
    ],
    answers: ok('A page of the inbox', 'InboxResponse'),
    problems: ['invalid-query', 'forbidden'],
  },
  {
    method: 'get',
    path: '/api/inbox/counts',
    tag: 'Reading',
    summary: 'How many messages are unread, concern you and ask you, board by board',
    asker: 'known',
    answers: ok('Counts', 'InboxCountsResponse'),
    problems: ['forbidden'],
  },
];
