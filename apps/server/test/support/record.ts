/** A board with people who say something on it, over HTTP. */
import { type Mutation, type Snapshot, readSnapshot } from '@chartroom/domain';
import type { Entry, RecordHead } from '@chartroom/record';
import type { RecordEntryResponse, RecordResponse } from '../../src/api.ts';
import { newId } from '../../src/ids.ts';
import { provide } from './provider.ts';
import type { TestServer } from './server.ts';

export interface Person {
  readonly cookie: string;
  readonly id: string;
}

export const meet = async (server: TestServer, name: string, fn: string): Promise<Person> => {
  const cookie = await server.visit(name, fn);
  const { principal } = (await (await server.ask('/api/visitor', { cookie })).json()) as { principal: { id: string } };
  return { cookie, id: principal.id };
};

export const say = (
  server: TestServer,
  board: string,
  { cookie }: Pick<Person, 'cookie'>,
  kind: string,
  payload: unknown,
  id = newId(),
): Promise<Response> => server.ask(`/api/boards/${board}/record`, { json: { id, kind, payload }, cookie });

export const entryOf = async (response: Response): Promise<Entry> =>
  ((await response.json()) as RecordEntryResponse).entry;

export const recordOf = async (
  server: TestServer,
  board: string,
  query = '',
): Promise<{ readonly entries: readonly Entry[]; readonly head: RecordHead | null }> =>
  (await (await server.ask(`/api/boards/${board}/record${query}`)).json()) as RecordResponse;

/** The board's document as somebody sees it who is connected, and a way to change it. */
export const openDocument = async (server: TestServer, board: string, { cookie }: Pick<Person, 'cookie'>) => {
  const client = provide(server.origin, board, { cookie });
  await client.synced();
  return {
    snapshot: (): Snapshot => readSnapshot(client.doc),
    change: (mutation: Mutation): void => {
      const outcome = mutation(client.doc);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    },
  };
};
