/** The description of the HTTP API, for programs and the people who write them. */
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { AppEnv } from '../env.ts';
import { openApiDocument } from '../openapi/document.ts';
import { withEntries } from '../openapi/entries.ts';
import { OPERATIONS } from '../openapi/operations.ts';

const read = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Record<string, unknown>;

export const openApiRoutes = (): Hono<AppEnv> => {
  const text = JSON.stringify(
    openApiDocument({
      operations: OPERATIONS,
      schemas: withEntries(read('../openapi/schemas.json')),
      version: String(read('../../../package.json')['version']),
    }),
  );
  return new Hono<AppEnv>().get('/openapi.json', (c) =>
    c.body(text, 200, { 'content-type': 'application/json; charset=utf-8' }),
  );
};
