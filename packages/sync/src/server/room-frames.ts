/** The frames that only our own client gets from a room. */
import type { Grant } from '../ports.ts';
import { encodeFrame } from '../wire/frames.ts';
import { PROTOCOL_VERSION } from '../wire/grammar.ts';
import { REFUSALS, type RefusalCode } from '../wire/refusals.ts';

export interface Whereabouts {
  readonly board: string;
  readonly documentVersion: number;
  readonly epoch: number;
  readonly seq: number;
}

export const welcomeFrame = ({ principal, role, mayWrite }: Grant, where: Whereabouts): Uint8Array =>
  encodeFrame({
    type: 'welcome',
    principalId: principal.id,
    principalKind: principal.kind,
    principalName: principal.name,
    principalFunction: principal.function,
    role,
    mayWrite,
    protocolVersion: PROTOCOL_VERSION,
    ...where,
  });

/** @param frame number of the edit frame on its connection; 0 when it was no edit */
export const refusalFrame = (frame: number, code: RefusalCode): Uint8Array =>
  encodeFrame({ type: 'refusal', frame, code, message: REFUSALS[code].message });
