/** The description of the HTTP API against the routes that there are and the answers that they give. */
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { COMMAND_KINDS, ENTRY_KINDS } from '@chartroom/record';
import { newId } from '../../src/ids.ts';
import { OPERATIONS } from '../../src/http/openapi/operations.ts';
import { SCHEMAS_FILE, schemasOfTypes } from '../support/api-schemas.ts';
import { fits } from '../support/json-schema.ts';
import { startTestServer } from '../support/server.ts';

type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

const documentOf = async (ask: (path: string) => Promise<Response>): Promise<Document> =>
  (await (await ask('/api/openapi.json')).json()) as Document;

describe('the description of the HTTP API', () => {
  it('SRV-230 is a valid OpenAPI 3.1 document, and anybody may read it', async () => {
    const server = await startTestServer({ ACCESS: 'accounts' });
    const answer = await server.ask('/api/openapi.json');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    const document = (await answer.json()) as Document;
    expect(document.openapi).toBe('3.1.0');
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
    const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('SRV-231 names every route that there is, and no other', async () => {
    const server = await startTestServer();
    const routes = server.routes
      .filter(({ method, path }) => method !== 'ALL' && /^\/(?:api|healthz|readyz)/.test(path))
      .map(({ method, path }) => `${method} ${path}`);
    const described = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...new Set(routes)].toSorted()).toEqual(described.toSorted());
  });

  it('SRV-232 has the schemas of the types that routes and board are checked against', () => {
    expect(readFileSync(SCHEMAS_FILE, 'utf8'), 'run `pnpm schemas` in apps/server').toBe(schemasOfTypes());
  });

  it('SRV-259 describes every command as it is checked, and entries with the payloads that they have', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    const board = await server.create(cookie);
    const { components } = await documentOf((at) => server.ask(at));
    const described = (components.schemas['Command'] as { readonly oneOf: readonly { readonly title: string }[] })
      .oneOf;
    expect(described.map(({ title }) => title)).toEqual([...COMMAND_KINDS]);
    for (const kind of ENTRY_KINDS) expect(Object.keys(components.schemas)).toContain(`Payload.${kind}`);

    const thread = {
      thread: newId(),
      anchor: { subject: 'process/title', label: 'Title' },
      kind: 'question',
      title: 'Why?',
      body: 'Say.',
    };
    const command = { id: newId(), kind: 'thread', payload: thread };
    expect(fits(components.schemas, 'Command', command)).toEqual([]);
    expect((await server.ask(`/api/boards/${board}/record`, { json: command, cookie })).status).toBe(201);
    const { entries } = (await (await server.ask(`/api/boards/${board}/record`, { cookie })).json()) as {
      entries: readonly { kind: string; payload: unknown }[];
    };
    for (const { kind, payload } of entries)
      expect([kind, fits(components.schemas, `Payload.${kind}`, payload)]).toEqual([kind, []]);

    for (const wrong of [
      { ...command, kind: 'change' },
      { ...command, actor: newId() },
      { ...command, id: 'short' },
      { ...command, payload: { ...thread, kind: 'rumour' } },
      { ...command, payload: { ...thread, more: 1 } },
      { ...command, kind: 'comment' },
    ])
      expect(fits(components.schemas, 'Command', wrong), JSON.stringify(wrong)).not.toEqual([]);
  });

  it.each([
    ['/api/session', 'SessionResponse'],
    ['/api/templates', 'TemplatesResponse'],
    ['/api/boards', 'BoardsResponse'],
    ['/api/workspaces', 'WorkspacesResponse'],
    ['/api/boards/{id}', 'BoardResponse'],
    ['/api/boards/{id}/record', 'RecordResponse'],
    ['/api/boards/{id}/members', 'MembersResponse'],
    ['/api/boards/{id}/changes', 'ChangesResponse'],
    ['/api/boards/{id}/reading', 'ReadingResponse'],
    ['/api/boards/{id}/since', 'SinceResponse'],
    ['/api/inbox', 'InboxResponse'],
    ['/api/inbox/counts', 'InboxCountsResponse'],
    ['/api/boards/unknown', 'Problem'],
  ])('SRV-232 what %s answers fits its schema', async (path, schema) => {
    const server = await startTestServer();
    const cookie = await server.visit();
    const board = await server.create(cookie);
    const { components } = await documentOf((at) => server.ask(at));
    const answer: unknown = await (await server.ask(path.replace('{id}', board), { cookie })).json();
    expect(fits(components.schemas, schema, answer)).toEqual([]);
    expect(fits(components.schemas, schema, { nonsense: true })).not.toEqual([]);
  });
});
