/** What descriptions of operations are made of: answers and parameters. */
import type { Answer, Parameter } from '../operation.ts';

export const ok = (description: string, schema?: string): Readonly<Record<number, Answer>> => ({
  200: schema === undefined ? { description } : { description, schema },
});
export const made = (description: string, schema: string): Readonly<Record<number, Answer>> => ({
  201: { description, schema },
});
export const nothing = (description: string): Readonly<Record<number, Answer>> => ({ 204: { description } });

export const text = (name: string, description: string): Parameter => ({
  name,
  description,
  schema: { type: 'string' },
});
export const whole = (name: string, description: string, minimum: number, maximum?: number): Parameter => ({
  name,
  description,
  schema: { type: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }) },
});
export const oneOf = (name: string, description: string, values: readonly string[]): Parameter => ({
  name,
  description,
  schema: { type: 'string', enum: values },
});
