/**
 * Offline verification of an exported charter: recomputes the hash of the payload and compares it with the envelope.
 * Needs no board, no server and no network.
 */
import { z } from 'zod';
import { digest } from './canonical.ts';
import { PAYLOAD_FORMAT } from './model.ts';

const exported = z.looseObject({
  payload: z.looseObject({
    format: z.string(),
    titleBlock: z.looseObject({ charterNo: z.string(), version: z.number() }),
  }),
  envelope: z.looseObject({
    charterNo: z.string(),
    integrity: z.looseObject({
      canonicalization: z.literal('RFC 8785'),
      hashAlgorithm: z.literal('SHA-256'),
      payloadHash: z.string(),
      payloadBytes: z.number(),
    }),
  }),
});

export type Verification =
  | { readonly kind: 'intact'; readonly charterNo: string; readonly version: number; readonly payloadHash: string }
  /** Not JSON, or not a charter: nothing could be checked. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** A payload of another format than this verifier knows. */
  | { readonly kind: 'unknown-format'; readonly format: string }
  | { readonly kind: 'altered'; readonly stated: string; readonly computed: string };

const readable = (json: unknown): { readonly value: unknown } | { readonly reason: string } => {
  if (typeof json !== 'string') return { value: json };
  try {
    return { value: JSON.parse(json) as unknown };
  } catch {
    return { reason: 'The file is not JSON. Use the JSON export of the charter.' };
  }
};

/** Recomputes the payload's hash from an export (its text, or the parsed value). Never throws. */
export const verifyCharter = (json: unknown): Verification => {
  const read = readable(json);
  if ('reason' in read) return { kind: 'unreadable', reason: read.reason };
  const parsed = exported.safeParse(read.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    return {
      kind: 'unreadable',
      reason: `The file is not a charter: ${where === '' ? 'it has no payload and envelope' : `"${where}" is missing or wrong`}. Use the JSON export of the charter.`,
    };
  }
  const { payload, envelope } = parsed.data;
  if (payload.format !== PAYLOAD_FORMAT) return { kind: 'unknown-format', format: payload.format };
  const stated = envelope.integrity.payloadHash;
  let computed: ReturnType<typeof digest>;
  try {
    computed = digest(payload);
  } catch {
    return {
      kind: 'unreadable',
      reason: 'The payload holds text that is not well-formed Unicode; it has no canonical form.',
    };
  }
  const sameNumber = envelope.charterNo === payload.titleBlock.charterNo;
  if (computed.hash !== stated || computed.bytes !== envelope.integrity.payloadBytes || !sameNumber) {
    return { kind: 'altered', stated, computed: computed.hash };
  }
  return {
    kind: 'intact',
    charterNo: envelope.charterNo,
    version: payload.titleBlock.version,
    payloadHash: computed.hash,
  };
};
