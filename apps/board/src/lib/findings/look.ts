/**
 * What somebody saw when they last looked at the findings of a board, what is new since and what is solved. Pure, with
 * the storage given; losing it loses no more than marks.
 */
import type { Finding, Severity } from '@chartroom/domain';
import type { Memory } from '../state/remembered.ts';

export interface Seen {
  readonly key: string;
  readonly severity: Severity;
  /** The sentence as it was told, for a finding that is there no more. */
  readonly told: string;
}
export interface Look {
  readonly atMs: number;
  readonly seen: readonly Seen[];
}

const RANK: Readonly<Record<Severity, number>> = { B: 0, W: 1, I: 2 };

export const lookAt = (findings: readonly Finding[], tell: (finding: Finding) => string, atMs: number): Look => ({
  atMs,
  seen: findings.map((one) => ({ key: one.key, severity: one.severity, told: tell(one) })),
});

/** Keys of what was not there at the last look, or weighs more now. Nothing is new to who has never looked. */
export function newSince(look: Look | null, findings: readonly Finding[]): ReadonlySet<string> {
  if (look === null) return new Set();
  const before = new Map(look.seen.map((one) => [one.key, one.severity]));
  return new Set(
    findings.flatMap((one) => {
      const was = before.get(one.key);
      return was === undefined || RANK[one.severity] < RANK[was] ? [one.key] : [];
    }),
  );
}

/** What was there at the last look and is not any more, blockers first. */
export function solvedSince(look: Look | null, findings: readonly Finding[]): readonly Seen[] {
  if (look === null) return [];
  const now = new Set(findings.map((one) => one.key));
  return look.seen.filter((one) => !now.has(one.key)).toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/** The look of one person at one board, in this browser. */
export class LookMemory {
  readonly #memory: Memory | null;
  readonly #key: string;

  constructor(memory: Memory | null, principal: string, board: string) {
    this.#memory = memory;
    this.#key = `chartroom.look.${principal}.${board}`;
  }

  read(): Look | null {
    try {
      const value: unknown = JSON.parse(this.#memory?.getItem(this.#key) ?? 'null');
      if (typeof value !== 'object' || value === null) return null;
      const { atMs, seen } = value as Record<string, unknown>;
      return typeof atMs === 'number' && Array.isArray(seen)
        ? { atMs, seen: (seen as unknown[]).filter(isSeen) }
        : null;
    } catch {
      return null;
    }
  }

  write(look: Look): void {
    try {
      this.#memory?.setItem(this.#key, JSON.stringify(look));
    } catch {
      // Storage is full or off: the marks stay as they are until it is not.
    }
  }
}

function isSeen(value: unknown): value is Seen {
  if (typeof value !== 'object' || value === null) return false;
  const { key, severity, told } = value as Record<string, unknown>;
  return (
    typeof key === 'string' && typeof told === 'string' && (severity === 'B' || severity === 'W' || severity === 'I')
  );
}
