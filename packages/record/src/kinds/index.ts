/** Every kind of entry with the schema of its payload: the one list that commands, storage and projections work from. */
import type { z } from 'zod';
import type { Entry } from '../entry.ts';
import { change } from './change.ts';
import {
  comment,
  commentEdit,
  reaction,
  thread,
  threadApply,
  threadClaim,
  threadEdit,
  threadReopen,
  threadResolve,
} from './discussion.ts';
import { access, member } from './membership.ts';
import { accept, answer, assess, decide, ready, stance } from './verdicts.ts';

/** Each refuses keys that it does not know: leaving them out would lose what somebody entered. */
export const ENTRY_SCHEMAS = {
  member,
  access,
  thread,
  'thread.edit': threadEdit,
  'thread.claim': threadClaim,
  'thread.resolve': threadResolve,
  'thread.reopen': threadReopen,
  'thread.apply': threadApply,
  comment,
  'comment.edit': commentEdit,
  reaction,
  answer,
  assess,
  decide,
  stance,
  accept,
  ready,
  change,
} as const;
export type EntryKind = keyof typeof ENTRY_SCHEMAS;
export const ENTRY_KINDS = Object.keys(ENTRY_SCHEMAS) as readonly EntryKind[];
export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(ENTRY_SCHEMAS, kind);
export type Payload<K extends EntryKind> = z.output<(typeof ENTRY_SCHEMAS)[K]>;

/** An entry of a kind that this version knows; `kind` tells the payload. */
export type KnownEntry<K extends EntryKind = EntryKind> = {
  [P in K]: Entry<Payload<P>> & { readonly kind: P };
}[K];
/** By its kind alone: payloads were checked before they were stored, and are not checked again. */
export const isKnownEntry = (entry: Entry): entry is KnownEntry => isEntryKind(entry.kind);

/** What people send; the rest is the server's own. */
export const COMMAND_KINDS = ENTRY_KINDS.filter((kind) => kind !== 'change' && kind !== 'access') as readonly Exclude<
  EntryKind,
  'change' | 'access'
>[];
export type CommandKind = (typeof COMMAND_KINDS)[number];
