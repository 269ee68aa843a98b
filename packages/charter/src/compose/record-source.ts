/**
 * What the record says, as sections take it: each word with who said it, for which function, when, and the entry it is.
 * Pure; knows neither the document nor any wording of the charter.
 */
import { EMPTY_RECORD, type MemberState, type RecordProjection, type Said, type Verdicts } from '@chartroom/record';
import type { Attribution, Evidence, Speaker } from '../model.ts';
import { memberEntries, type MemberEntry } from './member-entries.ts';

export interface RecordSource {
  readonly verdicts: Verdicts;
  /** In the order in which they came to the board. */
  readonly members: readonly MemberState[];
  attribution(said: Said<unknown>): Attribution;
  member(member: MemberState): { readonly speaker: Speaker; readonly evidence: Evidence };
  /** Last entry that the given parts of a payload come from; null where the board has no record. */
  lastSaidIn(parts: object): number | null;
}

const ROOT = 'record/';
const recordAddress = (seq: number): string => `${ROOT}${seq}`;

/** Every piece of evidence at any depth. */
function* evidenceIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const part of value) yield* evidenceIn(part);
  else if (value !== null && typeof value === 'object')
    for (const [key, part] of Object.entries(value)) {
      if (key === 'evidence') yield* part as Evidence;
      else yield* evidenceIn(part);
    }
}

export const recordSource = (record: RecordProjection | null, entries: readonly MemberEntry[]): RecordSource => {
  const { verdicts, members, former, recordSeq } = record ?? EMPTY_RECORD;
  // What was stored since the projection was taken is not said here.
  const named = memberEntries(entries.filter(({ seq }) => seq <= recordSeq));
  const nameOf = (principal: string, seq: number): string | null =>
    named.nameAt(principal, seq) ?? (members.get(principal) ?? former.get(principal))?.name ?? null;
  return {
    verdicts,
    members: [...members.values()],
    attribution: ({ actor, function: spokeFor, at, seq }) => ({
      by: { principal: actor, name: nameOf(actor, seq) },
      function: spokeFor,
      at,
      evidence: [recordAddress(seq)],
    }),
    member: ({ principal, name }) => {
      const seq = named.saidAt(principal);
      return { speaker: { principal, name }, evidence: seq === null ? [] : [recordAddress(seq)] };
    },
    lastSaidIn: (parts) => {
      if (record === null) return null;
      // Somebody who left is in no part any more, and their leaving made it so.
      let last = named.lastChange;
      for (const address of evidenceIn(parts))
        if (address.startsWith(ROOT)) last = Math.max(last, Number(address.slice(ROOT.length)));
      return last;
    },
  };
};
