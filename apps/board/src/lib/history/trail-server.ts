/** What the history asks of the server. */
import type { ChangesResponse, LastChangeResponse, TrailPeopleResponse } from '@chartroom/server/api';
import { ask, type Answer } from '#lib/session/http.ts';
import type { AskTrail } from './trail-pages.svelte.ts';

const pathOf = (board: string): string => `/api/boards/${encodeURIComponent(board)}/changes`;

export const askTrail =
  (board: string): AskTrail =>
  (query) =>
    ask<ChangesResponse>(`${pathOf(board)}?${query}`);

export const askPeople = (board: string): Promise<Answer<TrailPeopleResponse>> =>
  ask<TrailPeopleResponse>(`${pathOf(board)}/people`);

export const askLast = (board: string, key: string): Promise<Answer<LastChangeResponse>> =>
  ask<LastChangeResponse>(`${pathOf(board)}/last?key=${encodeURIComponent(key)}`);

/** A link to a file: the browser asks for it itself, under its session. */
export const exportHref = (board: string, format: 'csv' | 'json', query: URLSearchParams): string =>
  `${pathOf(board)}/export?${new URLSearchParams([['format', format], ...query])}`;
