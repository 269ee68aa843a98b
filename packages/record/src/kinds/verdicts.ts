/** What functions answer, assess, decide and accept: the entries that feed the findings and the charter. */
import { ASSESSED, RULE_IDS } from '@chartroom/domain';
import { z } from 'zod';
import { day, entityId, fingerprint, remark, words } from './common.ts';
import { LIMITS } from './names.ts';

/**
 * Of the wording that was answered or assessed; the wording itself is in the document. Entries from before words were
 * bound have none and hold for any; of a new command the server asks for it.
 */
const ofWording = fingerprint.optional();

export const answer = z.strictObject({ question: entityId, text: words(LIMITS.body), fingerprint: ofWording });
export const assess = z.strictObject({
  risk: entityId,
  state: z.enum(ASSESSED),
  rationale: words(LIMITS.body),
  residual: z.enum(['high', 'medium', 'low']).optional(),
  fingerprint: ofWording,
});
export const decide = z.strictObject({
  decision: entityId,
  state: z.enum(['agreed', 'reversed']),
  /** Of the wording that was agreed; the wording itself is in the document. */
  fingerprint,
  reason: remark(LIMITS.reason).optional(),
});
/** A dissent without a reason can be said; rule G05 then asks for the reason. */
export const stance = z.strictObject({
  decision: entityId,
  stance: z.enum(['agree', 'abstain', 'dissent']),
  reason: remark(LIMITS.body),
  fingerprint,
});
/** A function accepts a warning (or an open question) as it stands. The function is the member's. */
export const accept = z
  .strictObject({
    rule: z.enum(RULE_IDS),
    /** `Finding.key`: the rule and what it is about. */
    key: z.string().regex(/^[^\p{C}]{3,1500}$/u, 'is not the key of a finding'),
    fingerprint,
    rationale: words(LIMITS.reason),
    due: day.optional(),
  })
  .refine(({ rule, key }) => key === rule || key.startsWith(`${rule} `), {
    path: ['key'],
    error: 'is the key of another rule',
  });
/** A function declares itself ready for review, or takes it back. */
export const ready = z.strictObject({
  ready: z.boolean(),
  until: day.optional(),
  note: remark(LIMITS.reason).optional(),
});
