/**
 * What depends on the thread: who may call a message the answer, and whether a proposed change can be said to be applied.
 * The server asks before it stores, a screen before it offers; what a role may at all is `may`'s. Pure.
 */
import type { PlantFunction } from '@chartroom/domain';
import type { CommentState } from './project/comments.ts';
import type { ThreadState } from './project/threads.ts';

/** Somebody as threads know them. */
export interface Participant {
  readonly id: string;
  readonly function: PlantFunction;
}

/** One that names a person of a function means the person. */
export const addresses = (addressee: ThreadState['to'], who: Participant): boolean =>
  addressee !== null &&
  (addressee.principal === undefined ? addressee.function === who.function : addressee.principal === who.id);

export type ThreadRuling<Because extends string> =
  { readonly ok: true } | { readonly ok: false; readonly because: Because };
const YES = Object.freeze({ ok: true } as const);
const no = <Because extends string>(because: Because) => ({ ok: false, because }) as const;

/**
 * Whoever was asked calls a message the answer; where nobody was, anybody but the one who began. `closed`, `claimed`: it is
 * over, or called answered already. `own`, `not-asked`: it is not theirs to say. `question`: what was asked answers nothing.
 */
export type ClaimRuling = ThreadRuling<'closed' | 'claimed' | 'own' | 'not-asked' | 'question'>;

/** `comment`: the message that is called the answer; null for one that is being written. */
export function mayClaim(
  thread: Pick<ThreadState, 'id' | 'state' | 'claimed' | 'to' | 'author'>,
  comment: string | null,
  who: Participant,
): ClaimRuling {
  if (thread.state === 'closed') return no('closed');
  if (thread.claimed !== null) return no('claimed');
  if (thread.to === null && thread.author === who.id) return no('own');
  if (thread.to !== null && !addresses(thread.to, who)) return no('not-asked');
  return comment === thread.id ? no('question') : YES;
}

export type ApplyRuling = ThreadRuling<'closed' | 'nothing-proposed' | 'applied'>;

/**
 * A proposed change is applied in an open thread, once; and again where it does not stand on the board any more, which
 * whoever applies it again says.
 */
export function mayApplyChange(
  thread: Pick<ThreadState, 'state'>,
  comment: Pick<CommentState, 'change' | 'applied'>,
  again: boolean,
): ApplyRuling {
  if (thread.state === 'closed') return no('closed');
  if (comment.change === null) return no('nothing-proposed');
  return comment.applied === null || again ? YES : no('applied');
}
