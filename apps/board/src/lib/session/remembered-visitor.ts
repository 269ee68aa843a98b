/**
 * Who was at this screen last, in this browser: so that a board that was open before can be shown while the server is
 * away. It proves nothing to the server. With accounts it holds only as long as a session would without anything done.
 */
import type { PrincipalSummary } from '@chartroom/server/api';
import type { Memory } from '#lib/state/remembered.ts';

export const VISITOR_KEY = 'chartroom.visitor';
export const ALIVE_KEY = 'chartroom.alive';

/** When somebody last did something here, and for how long that counts. */
export interface LastAlive {
  readonly atMs: number;
  /** null: without a limit. */
  readonly idleMs: number | null;
}

export class RememberedVisitor {
  readonly #memory: Memory | null;

  constructor(memory: Memory | null) {
    this.#memory = memory;
  }

  /** Null when nobody is remembered, or when whoever was has been away for longer than a session lasts. */
  read(nowMs: number): PrincipalSummary | null {
    const value = this.#get(VISITOR_KEY);
    if (!isVisitor(value)) return null;
    const { idleMs, atMs } = this.alive() ?? { idleMs: null, atMs: nowMs };
    return idleMs !== null && nowMs - atMs >= idleMs ? null : value;
  }

  write(visitor: PrincipalSummary, alive: LastAlive): void {
    this.#set(VISITOR_KEY, visitor);
    this.#set(ALIVE_KEY, alive);
  }

  forget(): void {
    for (const key of [VISITOR_KEY, ALIVE_KEY]) {
      try {
        this.#memory?.removeItem(key);
      } catch {
        // Storage was switched off meanwhile: then nothing is in it.
      }
    }
  }

  /** What any tab of this browser has noted last. */
  alive(): LastAlive | null {
    const value = this.#get(ALIVE_KEY);
    if (typeof value !== 'object' || value === null) return null;
    const { atMs, idleMs } = value as Record<string, unknown>;
    if (typeof atMs !== 'number' || (typeof idleMs !== 'number' && idleMs !== null)) return null;
    return { atMs, idleMs };
  }

  noteAlive(alive: LastAlive): void {
    this.#set(ALIVE_KEY, alive);
  }

  #get(key: string): unknown {
    try {
      return JSON.parse(this.#memory?.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  }
  #set(key: string, value: unknown): void {
    try {
      this.#memory?.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is off or full: a board cannot be opened while the server is away, nothing else changes.
    }
  }
}

function isVisitor(value: unknown): value is PrincipalSummary {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, function: plantFunction, kind } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    (plantFunction === 'OPS' || plantFunction === 'QUA' || plantFunction === 'IT' || plantFunction === 'OTHER') &&
    (kind === 'visitor' || kind === 'user')
  );
}
