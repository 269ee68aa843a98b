/**
 * Whether what was said is said of the wording that stands now. The record binds a word to a wording by a fingerprint; what
 * was said of another wording is shown as such and counts for nothing.
 */
import { decisionFingerprint, questionFingerprint, riskFingerprint, type Entity } from '@chartroom/domain';
import type { Wording } from '../model.ts';

/**
 * Fingerprint of the wording as it stands, by what is worded; null where words of the record are not bound to any. A kind
 * whose entries begin to carry fingerprints gets its function here and nowhere else.
 */
export const WORDING_NOW = {
  decision: ({ statement, rationale }: Entity<'decision'>): string | null => decisionFingerprint(statement, rationale),
  question: ({ text, toFunction }: Entity<'question'>): string | null => questionFingerprint(text, toFunction),
  risk: ({ kind, dutyFunction }: Entity<'risk'>, note: string | null): string | null =>
    riskFingerprint(kind, dutyFunction, note),
};

/** `ofMerged`: said of a record that has become a part of this one, so never of this wording unless it is bound to it. */
export const wordingOf = (payload: object, now: string | null, ofMerged = false): Wording => {
  const { fingerprint } = payload as { readonly fingerprint?: string };
  if (fingerprint === undefined || now === null) return ofMerged ? 'earlier' : 'unbound';
  return fingerprint === now ? 'current' : 'earlier';
};

/** What was said of an earlier wording does not count. */
export const counts = (wording: Wording): boolean => wording !== 'earlier';
