/** What every refusal has to be: a problem document with its type, its status and words for people. */
import { expect } from 'vitest';
import type { Problem } from '../../src/api.ts';

export const expectProblem = async (
  response: Response,
  status: number,
  kind: string,
  detail?: RegExp,
): Promise<Problem> => {
  const problem = (await response.json()) as Problem;
  expect({ status: response.status, type: response.headers.get('content-type'), problem }).toMatchObject({
    status,
    type: 'application/problem+json',
    problem: { type: `/problems/${kind}`, status },
  });
  expect(problem.title).toMatch(/^[A-Z]/);
  expect(problem.detail).toMatch(detail ?? /\.$/);
  return problem;
};
