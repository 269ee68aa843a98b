/** The value of a result that has to be one; throws its refusal otherwise. */
import type { Result } from '../../src/refusal.ts';

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.kind}: ${result.refusal.message}`);
  return result.value;
};
