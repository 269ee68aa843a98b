/** The charter as JSON: payload and envelope. What a verifier reads; both forms carry the same values. */
import { canonicalJson } from '../canonical.ts';
import type { Charter } from '../model.ts';

export type JsonForm = 'pretty' | 'canonical';

/** `canonical` is RFC 8785 over the whole charter; `pretty` is the same with indentation, keys in the same order. */
export const renderJson = (charter: Charter, form: JsonForm = 'pretty'): string => {
  const canonical = canonicalJson(charter);
  return form === 'canonical' ? canonical : `${JSON.stringify(JSON.parse(canonical), null, 2)}\n`;
};
