/** Frames of the record, for who sends entries beside the room: what a frame tells of the record, and one that tells it. */
import { decodeFrame, encodeFrame } from './frames.ts';

/** Entries of the record that a frame of the server tells, as they were given; 'welcome' for a welcome; null for any other. */
export function recordIn(frame: Uint8Array): Uint8Array | 'welcome' | null {
  const decoded = decodeFrame(frame);
  if (decoded.kind !== 'frame') return null;
  if (decoded.frame.type === 'welcome') return 'welcome';
  return decoded.frame.type === 'record' ? decoded.frame.entries : null;
}

/** `entries`: a JSON array in UTF-8. */
export const recordFrame = (entries: Uint8Array): Uint8Array => encodeFrame({ type: 'record', entries });
