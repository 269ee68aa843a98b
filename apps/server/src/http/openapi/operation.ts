/** One operation of the HTTP API, as it is described to others. Data only; what it does is in its route. */
import type { z } from 'zod';
import type { ProblemKind } from '../problem.ts';

/** Who may ask: nobody in particular, somebody whom the server knows, or a session of an account. */
export type Asker = 'anybody' | 'known' | 'account';

export interface Answer {
  readonly description: string;
  /** Name of an exported type of `api.ts`; absent where there is no body, or none in JSON. */
  readonly schema?: string;
  /** Media types other than JSON. */
  readonly media?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Hono has it: `/api/boards/:id`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly asker: Asker;
  readonly query?: readonly Parameter[];
  readonly headers?: readonly Parameter[];
  /** The schema that the route checks the body against, or the name of a type of `api.ts`. */
  readonly body?: z.ZodType | string;
  readonly answers: Readonly<Record<number, Answer>>;
  readonly problems: readonly ProblemKind[];
}
