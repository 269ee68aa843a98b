/**
 * Inputs that wait while a room reads its log again, in order and bounded: nothing may rely on the document then.
 */
import type { RoomInput } from './effects.ts';

export class Holding {
  private inputs: RoomInput[] | null = null;
  private bytes = 0;
  private readonly maxBytes: number;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  get isOn(): boolean {
    return this.inputs !== null;
  }

  start(): void {
    this.inputs = [];
    this.bytes = 0;
  }

  /** `passes` when the input need not wait, `full` when its frame would be too much. */
  take(input: RoomInput): 'held' | 'passes' | 'full' {
    if (this.inputs === null || (input.kind !== 'frame' && input.kind !== 'connect')) return 'passes';
    if (input.kind === 'connect') {
      this.inputs.push(input);
      return 'held';
    }
    this.bytes += input.bytes.length;
    if (this.bytes > this.maxBytes) return 'full';
    // The socket may use its buffer again.
    this.inputs.push({ ...input, bytes: new Uint8Array(input.bytes) });
    return 'held';
  }

  /** Ends the wait and gives back what came meanwhile. */
  release(): readonly RoomInput[] {
    const inputs = this.inputs ?? [];
    this.inputs = null;
    return inputs;
  }
}
