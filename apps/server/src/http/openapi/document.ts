/** The description of the HTTP API: OpenAPI 3.1, composed of the operations and the schemas of the types of `api.ts`. */
import { z } from 'zod';
import { PROBLEMS, PROBLEM_MEDIA_TYPE, type ProblemKind } from '../problem.ts';
import type { Asker, Operation } from './operation.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Described {
  readonly operations: readonly Operation[];
  /** JSON Schemas by the names of their types. */
  readonly schemas: Json;
  readonly version: string;
}

const SECURITY: Readonly<Record<Asker, readonly Json[]>> = {
  anybody: [],
  known: [{ session: [] }, { visitor: [] }, { token: [] }],
  account: [{ session: [] }],
};

const templated = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');
const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const problemsOf = (kinds: readonly ProblemKind[]): Json => {
  const byStatus = Map.groupBy(kinds, (kind) => PROBLEMS[kind].status);
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      String(status),
      {
        description: own.map((kind) => `\`${kind}\`: ${PROBLEMS[kind].title}.`).join(' '),
        content: { [PROBLEM_MEDIA_TYPE]: { schema: reference('Problem') } },
      },
    ]),
  );
};

const bodyOf = (body: NonNullable<Operation['body']>): Json => ({
  required: true,
  content: {
    'application/json': {
      // What is sent, before it is trimmed; what JSON Schema cannot say the route's own answer says.
      schema:
        typeof body === 'string' ? reference(body) : z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }),
    },
  },
});

/** Every operation can be refused so. */
const ALWAYS: readonly ProblemKind[] = ['starting', 'internal'];
const CHANGING: readonly ProblemKind[] = ['foreign-origin'];
const WITH_BODY: readonly ProblemKind[] = [
  'malformed-json',
  'invalid-body',
  'body-too-large',
  'unsupported-media-type',
];

const describe = (operation: Operation): Json => {
  const { path, query = [], headers = [], body, answers, problems, method } = operation;
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const all = new Set([
    ...problems,
    ...(operation.asker === 'anybody' ? [] : (['visitor-needed'] as const)),
    ...(method === 'get' ? [] : CHANGING),
    ...(body === undefined ? [] : WITH_BODY),
    ...ALWAYS,
  ]);
  return {
    tags: [operation.tag],
    summary: operation.summary,
    operationId: `${method}${templated(path)
      .replace('/api', '')
      .replaceAll(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase())
      .replaceAll(/[^A-Za-z0-9]/g, '')}`,
    security: SECURITY[operation.asker],
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...query.map((parameter) => ({ ...parameter, in: 'query', required: false })),
      ...headers.map((parameter) => ({ ...parameter, in: 'header', required: false })),
    ],
    ...(body === undefined ? {} : { requestBody: bodyOf(body) }),
    responses: {
      ...problemsOf([...all]),
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, schema, media }]) => [
          status,
          {
            description,
            ...(schema === undefined && media === undefined
              ? {}
              : {
                  content: {
                    ...(schema === undefined ? {} : { 'application/json': { schema: reference(schema) } }),
                    ...Object.fromEntries((media ?? []).map((type) => [type, { schema: { type: 'string' } }])),
                  },
                }),
          },
        ]),
      ),
    },
  };
};

export const openApiDocument = ({ operations, schemas, version }: Described): Json => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) (paths[templated(operation.path)] ??= {})[operation.method] = describe(operation);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chartroom',
      version,
      description:
        'Boards on which operations, quality and IT define one regulated process. Refusals are problem documents (RFC 9457). The document of a board is synchronised over the WebSocket at `/sync/{board}`, with the y-websocket protocol; our own subprotocol `chartroom.v1` also tells the entries of the record, after number N with `?record=N`.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'chartroom.session_token',
          description: 'Set by signing in. Behind https its name begins with `__Host-` or `__Secure-`.',
        },
        visitor: { type: 'apiKey', in: 'cookie', name: 'chartroom', description: 'Set for a guest or visitor.' },
        token: { type: 'http', scheme: 'bearer', description: 'The secret of an access token.' },
      },
    },
  };
};
