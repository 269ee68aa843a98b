/** A record for the tests, as the server would have stored it: entries in order, with ids that can be told apart. */
import { projectAll, type EntryKind, type KnownEntry, type Payload, type RecordProjection } from '@chartroom/record';
import type { MemberEntry } from '../../src/index.ts';

/** `principal('lena')` is `1ena0000...`: letters that no id has become digits. */
export const principal = (name: string): string =>
  name.replaceAll('l', '1').replaceAll('o', '0').replaceAll('i', '1').replaceAll('u', 'v').padEnd(26, '0');

/** 2026-11-25 08:00 UTC and so many minutes. */
export const timeAt = (minutes: number): string => new Date(1_795_593_600_000 + minutes * 60_000).toISOString();

export class Pen {
  readonly entries: KnownEntry[] = [];

  says<K extends EntryKind>(who: string, kind: K, payload: Payload<K>): this {
    const seq = this.entries.length + 1;
    const entry = { board: 'board', seq, id: `entry${seq}`, kind, actor: principal(who), at: timeAt(seq), payload };
    this.entries.push({ ...entry, prevHash: '', hash: '' } as unknown as KnownEntry);
    return this;
  }

  /** Says of somebody what they are: a contributor of operations unless told otherwise. */
  joins(who: string, given: Partial<Payload<'member'>> = {}): this {
    const member = {
      principal: principal(who),
      name: who,
      role: 'contributor',
      function: 'OPS',
      signer: false,
    } as const;
    return this.says(who, 'member', { ...member, ...given });
  }

  get projection(): RecordProjection {
    return projectAll(this.entries);
  }
  get memberEntries(): readonly MemberEntry[] {
    return this.entries.filter((entry): entry is MemberEntry => entry.kind === 'member');
  }
}
