/**
 * Why an edit was not taken, as codes of the wire with the words for people. A refused client is forked: it keeps its
 * document as a draft and starts afresh. A foreign client is closed with the code beside it instead.
 */
import { CLOSE, type CloseReason } from './close-codes.ts';

interface RefusalSpec {
  readonly message: string;
  readonly close: CloseReason;
}
const refusal = (message: string, close: CloseReason = CLOSE.malformed): RefusalSpec => ({ message, close });

export const REFUSALS = {
  malformed: refusal('The edit could not be decoded.'),
  'not-allowed': refusal('The edit contains a kind of content that a board does not hold.'),
  'unknown-root': refusal('The edit writes to a part of the document that does not exist.'),
  'wrong-place': refusal('The edit ties a value to a place where it cannot be.'),
  gap: refusal('Earlier edits are missing before this one.'),
  'too-large': refusal('The edit is larger than a board accepts at once.'),
  'mass-delete': refusal('The edit deletes more at once than a board accepts.'),
  'client-id-taken': refusal(
    'The edit contains changes written under the client id of somebody else.',
    CLOSE.clientIdTaken,
  ),
  'read-only': refusal('You may read this board but not edit it.', CLOSE.readOnly),
  'not-applied': refusal('The edit was stored but could not be applied; it is set aside for an administrator.'),
} as const satisfies Record<string, RefusalSpec>;

export type RefusalCode = keyof typeof REFUSALS;
export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code);
