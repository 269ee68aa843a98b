/**
 * What this browser keeps of a board's record for one person, as a port: entries to read without the server, and what
 * was said here until the server has it. Losing it loses no entry; a browser without storage keeps it for this page.
 */
import type { CommandKind, Entry, RecordHead } from '@chartroom/record';
import type { Problem } from '@chartroom/server/api';

export interface KeptRecord {
  /** Everything that was said up to here is in the copy. */
  readonly head: RecordHead;
  /** It was read to its end at least once. */
  readonly whole: boolean;
}

export interface KeptCommand {
  readonly id: string;
  readonly kind: CommandKind;
  readonly payload: unknown;
  readonly atMs: number;
  /** Why the server will not store it; null while it waits. */
  readonly problem: Problem | null;
}

/** Several tabs of one person share a copy. No method rejects. */
export interface RecordCopy {
  /** Hands over what is kept, in order and in pieces; null where nothing is. */
  read(each: (entries: readonly Entry[]) => void): Promise<KeptRecord | null>;
  /** Adds entries in order. Nothing happens where the copy does not reach to `after`, or was forgotten since it was read. */
  add(after: number, entries: readonly Entry[], now: KeptRecord): Promise<void>;
  /** The server has another record: what is kept of this one is given up. */
  forget(): Promise<void>;

  /** In the order in which they were said. */
  commands(): Promise<readonly KeptCommand[]>;
  /** Keeps one, or what has become of it in its place. */
  put(command: KeptCommand): Promise<void>;
  has(id: string): Promise<boolean>;
  remove(id: string): Promise<void>;

  close(): void;
}

/** For browsers without storage, and for tests: several copies over one memory are several tabs. */
export class RecordMemory {
  entries = new Map<number, Entry>();
  record: KeptRecord | null = null;
  /** Counts how often it was given up. */
  lineage = 0;
  readonly commands = new Map<string, KeptCommand>();
}

export function memoryCopy(memory = new RecordMemory()): RecordCopy {
  let { lineage } = memory;
  return {
    async read(each) {
      ({ lineage } = memory);
      const entries = [...memory.entries.values()].sort((a, b) => a.seq - b.seq);
      if (entries.length > 0) each(entries);
      return memory.record;
    },
    async add(after, entries, now) {
      if (memory.lineage !== lineage || (memory.record?.head.seq ?? 0) < after) return;
      for (const entry of entries) memory.entries.set(entry.seq, entry);
      memory.record = later(memory.record, now);
    },
    async forget() {
      memory.entries = new Map();
      memory.record = null;
      memory.lineage += 1;
      ({ lineage } = memory);
    },
    commands: async () => [...memory.commands.values()],
    put: async (command) => void memory.commands.set(command.id, command),
    has: async (id) => memory.commands.has(id),
    remove: async (id) => void memory.commands.delete(id),
    close: () => undefined,
  };
}

/** Another tab may be further on. */
export const later = (kept: KeptRecord | null, now: KeptRecord): KeptRecord =>
  kept !== null && kept.head.seq > now.head.seq ? { ...kept, whole: kept.whole || now.whole } : now;
