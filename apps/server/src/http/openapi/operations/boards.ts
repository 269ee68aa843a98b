/** Boards. */
import { CreateBody, RenameBody } from '../../routes/boards.ts';
import type { Operation } from '../operation.ts';
import { ok, made, oneOf } from './parts.ts';

export const boards: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/templates',
    tag: 'Boards',
    summary: 'Processes that a board can start from',
    asker: 'anybody',
    answers: ok('Templates', 'TemplatesResponse'),
    problems: [],
  },
  {
    method: 'get',
    path: '/api/boards',
    tag: 'Boards',
    summary: 'Boards that are yours to see',
    asker: 'known',
    answers: ok('Boards, newest change first', 'BoardsResponse'),
    problems: [],
  },
  {
    method: 'post',
    path: '/api/boards',
    tag: 'Boards',
    summary: 'Create a board from a template',
    asker: 'known',
    body: CreateBody,
    answers: made('The board', 'BoardResponse'),
    problems: ['unknown-template', 'unknown-workspace', 'forbidden', 'account-needed'],
  },
  {
    method: 'get',
    path: '/api/boards/:id',
    tag: 'Boards',
    summary: 'A board',
    asker: 'known',
    answers: ok('The board', 'BoardResponse'),
    problems: ['unknown-board'],
  },
  {
    method: 'patch',
    path: '/api/boards/:id',
    tag: 'Boards',
    summary: 'Rename a board',
    asker: 'known',
    body: RenameBody,
    answers: ok('The board', 'BoardResponse'),
    problems: ['unknown-board', 'forbidden'],
  },
  {
    method: 'post',
    path: '/api/boards/:id/take-over',
    tag: 'Boards',
    summary: 'Become facilitator, as an administrator of the workspace',
    asker: 'account',
    answers: ok('The board', 'BoardResponse'),
    problems: ['unknown-board', 'conflict'],
  },
  {
    method: 'get',
    path: '/api/boards/:id/authors',
    tag: 'Boards',
    summary: 'Who wrote under which Yjs client id',
    asker: 'known',
    answers: ok('Authors by client id', 'AuthorsResponse'),
    problems: ['unknown-board'],
  },
  {
    method: 'get',
    path: '/api/boards/:id/charter',
    tag: 'Boards',
    summary: 'The charter as the board stands',
    asker: 'known',
    query: [oneOf('format', 'JSON unless given.', ['json', 'md', 'html']), oneOf('download', 'As a file.', ['1'])],
    answers: {
      200: { description: 'The charter', media: ['application/json', 'text/markdown', 'text/html'] },
    },
    problems: ['unknown-board', 'unsupported-format', 'forbidden', 'board-unavailable'],
  },
];
