/** A refusal as one line for assertions, after checking that it is the problem document that every refusal has to be. */
import type { Problem } from '../../src/api.ts';

export const readProblem = async (response: Response): Promise<Problem> => {
  const text = await response.text();
  const type = response.headers.get('content-type');
  if (type !== 'application/problem+json')
    throw new Error(`No problem document, but ${response.status} ${type}: ${text}`);
  const problem = JSON.parse(text) as Problem;
  const whole =
    problem.status === response.status && /^\/problems\/[a-z-]+$/.test(problem.type) && problem.title !== '';
  if (!whole || !problem.detail.endsWith('.'))
    throw new Error(`Not as a problem has to be: ${response.status} ${text}`);
  return problem;
};

/** `404 unknown-board: There is no ...` */
export const refusal = async (response: Response): Promise<string> => {
  const { status, type, detail } = await readProblem(response);
  return `${status} ${type.replace('/problems/', '')}: ${detail}`;
};
