/** Every kind of entry with the schema of its payload: what commands and storage work from. */
import type { z } from 'zod';
import type { Entry } from '../entry.ts';
import { change, edit } from './change.ts';
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
import type { EntryKind } from './names.ts';
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
  edit,
  change,
} as const satisfies Readonly<Record<EntryKind, z.ZodType>>;
export type Payload<K extends EntryKind> = z.output<(typeof ENTRY_SCHEMAS)[K]>;

/** An entry of a kind that this version knows; `kind` tells the payload. */
export type KnownEntry<K extends EntryKind = EntryKind> = {
  [P in K]: Entry<Payload<P>> & { readonly kind: P };
}[K];
