/** What a result has to be, as the test expects it. */
import type { Refusal, Result } from '../../src/refusal.ts';

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.kind}: ${result.refusal.message}`);
  return result.value;
};

/** The refusal of a result that has to be one. */
export const refusalOf = <T>(result: Result<T>): Refusal => {
  if (result.ok) throw new Error('It was not refused.');
  return result.refusal;
};
