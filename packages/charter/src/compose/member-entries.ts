/**
 * The record's `member` entries, of which its projection keeps only what they come to: where somebody was called what they
 * are, and what they were called when they said something. Pure.
 */
import type { KnownEntry, Payload } from '@chartroom/record';

export type MemberEntry = KnownEntry<'member'>;

export interface MemberEntries {
  /** The entry that made a member what they are; one that says the same again is passed over. */
  saidAt(principal: string): number | null;
  /** What somebody was called at an entry; else what they were called first after it. */
  nameAt(principal: string, seq: number): string | null;
  /** Last entry that changed who takes part, or as what; 0 where none did. */
  readonly lastChange: number;
}

/** What an entry says of somebody, to compare: as the projection reads it. Somebody outside is nothing but outside. */
const content = ({ name, role, signer, guest, person, discipline, jobTitle, ...said }: Payload<'member'>): string =>
  role === null
    ? ''
    : JSON.stringify([
        name,
        role,
        said.function,
        signer && guest !== true && said.function !== 'OTHER',
        guest === true,
        person ?? null,
        discipline ?? '',
        jobTitle ?? '',
      ]);

/** `entries` in the order of the record. */
export const memberEntries = (entries: readonly MemberEntry[]): MemberEntries => {
  const about = Map.groupBy(entries, ({ payload }) => payload.principal);
  const now = new Map<string, { readonly content: string; readonly seq: number }>();
  let lastChange = 0;
  for (const { payload, seq } of entries) {
    const said = content(payload);
    if (said === (now.get(payload.principal)?.content ?? '')) continue;
    now.set(payload.principal, { content: said, seq });
    lastChange = seq;
  }
  return {
    saidAt: (principal) => now.get(principal)?.seq ?? null,
    nameAt: (principal, seq) => {
      const named = about.get(principal) ?? [];
      return (named.findLast((entry) => entry.seq <= seq) ?? named[0])?.payload.name ?? null;
    },
    lastChange,
  };
};
