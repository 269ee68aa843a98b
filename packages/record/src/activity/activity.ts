/**
 * What happened on a board, grouped so that a person can read it in a minute: what one person did in one sitting is one
 * group, with the records that were changed and what was said. Pure; knows no words and no names.
 */
import type { Entry } from '../entry.ts';
import type { KnownEntry } from '../kinds/index.ts';
import { isKnownEntry } from '../kinds/known.ts';

/** A longer pause ends a sitting of one person. */
export const SITTING_MS = 30 * 60_000;

export interface ChangedRecord {
  /** `step/<id>`, `board`, `process`, or the address that `recordOf` gave. */
  readonly record: string;
  readonly created: boolean;
  readonly deleted: boolean;
  readonly restored: boolean;
  /** Fields of it and kinds of rows it carries, in the order in which they were changed first. */
  readonly fields: readonly string[];
  readonly changes: number;
}

export interface ActivityGroup {
  readonly actor: string;
  /** ISO 8601 UTC, of the first and the last entry. */
  readonly from: string;
  readonly to: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Most changed first. */
  readonly records: readonly ChangedRecord[];
  /** Everything that is no change of the document, in order. */
  readonly said: readonly Exclude<KnownEntry, KnownEntry<'change'>>[];
}

/** The record that a change belongs to; `null` for one that belongs to none. */
export type RecordOf = (root: string, key: string) => string | null;

class GroupBuilder {
  readonly actor: string;
  readonly #from: string;
  readonly #firstSeq: number;
  #to: string;
  #lastSeq: number;
  readonly #records = new Map<string, { fields: Set<string>; changes: number; kinds: Set<string> }>();
  readonly #said: Exclude<KnownEntry, KnownEntry<'change'>>[] = [];

  constructor(entry: Entry) {
    this.actor = entry.actor;
    this.#from = entry.at;
    this.#firstSeq = entry.seq;
    this.#to = entry.at;
    this.#lastSeq = entry.seq;
  }

  takes({ actor, at }: Entry): boolean {
    return actor === this.actor && Date.parse(at) - Date.parse(this.#to) <= SITTING_MS;
  }

  add(entry: KnownEntry, recordOf: RecordOf): void {
    this.#to = entry.at;
    this.#lastSeq = entry.seq;
    if (entry.kind !== 'change') {
      this.#said.push(entry);
      return;
    }
    const { root, key, field, change } = entry.payload;
    const name = recordOf(root, key) ?? root;
    const known = this.#records.get(name) ?? { fields: new Set(), changes: 0, kinds: new Set() };
    known.fields.add(field ?? root);
    known.changes += 1;
    known.kinds.add(change);
    this.#records.set(name, known);
  }

  get value(): ActivityGroup {
    const records = [...this.#records].map(([record, { fields, changes, kinds }]) => ({
      record,
      created: kinds.has('created'),
      deleted: kinds.has('deleted'),
      restored: kinds.has('restored'),
      fields: [...fields],
      changes,
    }));
    return {
      actor: this.actor,
      from: this.#from,
      to: this.#to,
      firstSeq: this.#firstSeq,
      lastSeq: this.#lastSeq,
      records: records.toSorted((a, b) => b.changes - a.changes),
      said: this.#said,
    };
  }
}

/**
 * Groups of what each person did, newest sitting first. Entries of kinds that this version does not know are left out,
 * so are the notes of people on their own edits, which the changes carry.
 */
export const groupActivity = (entries: readonly Entry[], recordOf: RecordOf): readonly ActivityGroup[] => {
  /** The open sitting of each person: what others do meanwhile does not cut it. */
  const open = new Map<string, GroupBuilder>();
  const groups: GroupBuilder[] = [];
  for (const entry of entries.toSorted((a, b) => a.seq - b.seq)) {
    if (!isKnownEntry(entry) || (entry.kind as string) === 'edit') continue;
    let group = open.get(entry.actor);
    if (group === undefined || !group.takes(entry)) {
      group = new GroupBuilder(entry);
      groups.push(group);
      open.set(entry.actor, group);
    }
    group.add(entry, recordOf);
  }
  return groups.map((group) => group.value).sort((a, b) => b.lastSeq - a.lastSeq);
};
