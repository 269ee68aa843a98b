/** What is said on a board, and its audit trail. */
import { AS_HEADER } from '../../../auth/meant.ts';
import type { Operation, Parameter } from '../operation.ts';
import { ok, text, whole, oneOf } from './parts.ts';

const TRAIL_FILTERS: readonly Parameter[] = [
  text('who', 'Ids of principals, parted by commas.'),
  text('kind', 'Kinds of entries, parted by commas.'),
  text('root', 'Kinds of records or rows, parted by commas.'),
  text('key', 'Id of a record, an area, `process` or `board`.'),
  text('field', 'Field of the record.'),
  text('from', 'ISO 8601, from when on.'),
  text('to', 'ISO 8601, until when.'),
  text('reason', 'Words in reasons, values and names.'),
  whole('entry', 'The one entry of this number.', 1),
  oneOf('owed', '1: only changes that owe a reason.', ['1']),
];

export const record: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/boards/:id/record',
    tag: 'The record',
    summary: 'Entries of the record after a number, in order',
    asker: 'known',
    query: [
      whole('since', 'Entries after this one; 0 unless given.', 0),
      whole('limit', 'At most so many, and about 1 MB.', 1, 1000),
      oneOf('said', '1: without the audit trail and access; ground: only what charter and findings stand on.', [
        '1',
        'ground',
      ]),
    ],
    answers: ok('Entries and the head', 'RecordResponse'),
    problems: ['unknown-board', 'invalid-query', 'board-unavailable'],
  },
  {
    method: 'post',
    path: '/api/boards/:id/record',
    tag: 'The record',
    summary: 'Say something: a command with an id of its own, harmless to repeat',
    asker: 'known',
    headers: [
      text(AS_HEADER, 'Principal whose words these are; refused as for nobody (401) where somebody else is signed in.'),
    ],
    body: 'Command',
    answers: {
      200: { description: 'It was said before under this id', schema: 'RecordEntryResponse' },
      201: { description: 'The entry', schema: 'RecordEntryResponse' },
    },
    problems: ['unknown-board', 'invalid-command', 'forbidden', 'unknown-subject', 'conflict', 'too-many-requests'],
  },
  {
    method: 'get',
    path: '/api/boards/:id/changes',
    tag: 'The record',
    summary: 'The audit trail, newest first',
    asker: 'known',
    query: [
      ...TRAIL_FILTERS,
      whole('before', 'Entries before this one.', 1),
      whole('limit', '50 unless given.', 1, 200),
    ],
    answers: ok('A page of the trail', 'ChangesResponse'),
    problems: ['unknown-board', 'invalid-query'],
  },
  {
    method: 'get',
    path: '/api/boards/:id/changes/last',
    tag: 'The record',
    summary: 'Who touched a record last',
    asker: 'known',
    query: [text('key', 'Id of the record, an area, `process` or `board`.')],
    answers: ok('The last change', 'LastChangeResponse'),
    problems: ['unknown-board', 'invalid-query'],
  },
  {
    method: 'get',
    path: '/api/boards/:id/changes/people',
    tag: 'The record',
    summary: 'Who is in the audit trail',
    asker: 'known',
    answers: ok('People, with how many entries', 'TrailPeopleResponse'),
    problems: ['unknown-board'],
  },
  {
    method: 'get',
    path: '/api/boards/:id/changes/export',
    tag: 'The record',
    summary: 'The audit trail as a file',
    asker: 'known',
    query: [oneOf('format', 'CSV unless given.', ['csv', 'json']), ...TRAIL_FILTERS],
    answers: { 200: { description: 'The trail', media: ['text/csv', 'application/json'] } },
    problems: ['unknown-board', 'forbidden', 'invalid-query', 'unsupported-format'],
  },
];
