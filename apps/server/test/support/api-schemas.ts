/**
 * Writes the JSON Schemas of the types of `api.ts` for the OpenAPI document: `pnpm schemas` in apps/server. A test finds
 * them out of date.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const API = fileURLToPath(new URL('../../src/api.ts', import.meta.url));
const TSCONFIG = fileURLToPath(new URL('../../../../tsconfig.json', import.meta.url));
export const SCHEMAS_FILE = fileURLToPath(new URL('../../src/http/openapi/schemas.json', import.meta.url));

/** As the file holds it: sorted by name, references to where OpenAPI keeps schemas. */
export const schemasOfTypes = (): string => {
  const { definitions = {} } = createGenerator({
    path: API,
    tsconfig: TSCONFIG,
    type: '*',
    skipTypeCheck: true,
    additionalProperties: true,
  }).createSchema('*');
  const sorted = Object.fromEntries(Object.entries(definitions).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2).replaceAll('#/definitions/', '#/components/schemas/')}\n`;
};

if (import.meta.main) writeFileSync(SCHEMAS_FILE, schemasOfTypes());
