/**
 * What a room remembers of one connection. No socket here: frames leave as effects.
 */
import type { Limits } from '../limits.ts';
import type { Grant, Principal } from '../ports.ts';
import type { ConnectionId, Ticket } from './effects.ts';
import { TokenBucket } from './token-bucket.ts';

/** Gaps in a row after which a foreign client is taken for broken. */
const GAPS_IN_A_ROW = 3;

export interface ConnectionStart {
  readonly id: ConnectionId;
  readonly sessionId: string;
  readonly own: boolean;
  readonly grant: () => Grant | null;
  readonly bufferedBytes: () => number;
}

export class Connection {
  readonly id: ConnectionId;
  readonly sessionId: string;
  readonly own: boolean;
  readonly grant: () => Grant | null;
  readonly bufferedBytes: () => number;
  principal: Principal;
  grantVersion: number;
  readonly bytes: TokenBucket;
  readonly frames: TokenBucket;
  readonly syncSteps: TokenBucket;
  awarenessClient: number | null = null;
  /** Has asked for the document: gets every update from then on. */
  subscribed = false;
  /** An edit of it was refused: later ones would have gaps, so they are dropped unread. */
  forked = false;
  /** Edits with gaps since the last one that was admitted. */
  gapsInARow = 0;
  lastHeardMs: number;
  lastSentMs: number;
  lastPingMs: number;
  /** Bytes sent while the current input is handled, which the transport does not count yet. */
  sendingBytes = 0;

  private received = 0;
  private acknowledged = 0;
  /** Edit frames that wait for a commit, in order. */
  private readonly waiting: { readonly frame: number; readonly ticket: Ticket }[] = [];

  constructor(start: ConnectionStart, grant: Grant, limits: Limits, nowMs: number) {
    this.id = start.id;
    this.sessionId = start.sessionId;
    this.own = start.own;
    this.grant = start.grant;
    this.bufferedBytes = start.bufferedBytes;
    this.principal = grant.principal;
    this.grantVersion = grant.version;
    this.bytes = new TokenBucket(limits.byteBurst, limits.bytesPerSecond, nowMs);
    this.frames = new TokenBucket(limits.frameBurst, limits.framesPerSecond, nowMs);
    this.syncSteps = new TokenBucket(limits.syncStepBurst, limits.syncStepsPerSecond, nowMs);
    this.lastHeardMs = nowMs;
    this.lastSentMs = nowMs;
    this.lastPingMs = nowMs;
  }

  /** Counts a gap; true while they are few. */
  mayHaveGap(): boolean {
    return ++this.gapsInARow <= GAPS_IN_A_ROW;
  }

  /** Counts an edit frame and returns its number, from 1. */
  countEdit(): number {
    return ++this.received;
  }

  /** The edit frame is durable only with this ticket. */
  awaits(frame: number, ticket: Ticket): void {
    this.waiting.push({ frame, ticket });
  }

  /** An edit frame was refused: neither it nor any after it is ever acknowledged. */
  fork(frame: number): void {
    this.forked = true;
    this.awaits(frame, Infinity);
  }

  /** All tickets up to this one are durable. */
  reached(ticket: Ticket): void {
    const left = this.waiting.findIndex((entry) => entry.ticket > ticket);
    this.waiting.splice(0, left === -1 ? this.waiting.length : left);
  }

  /** The number of edit frames to acknowledge now; null when that would be no news. */
  takeAcknowledgement(): number | null {
    const upTo = (this.waiting[0]?.frame ?? this.received + 1) - 1;
    if (upTo <= this.acknowledged) return null;
    this.acknowledged = upTo;
    return upTo;
  }
}
