/** A command as it was validated, and why one may not be said. */
import type { Action, CommandKind, Payload } from '@chartroom/record';

export type Command = {
  readonly [K in CommandKind]: { readonly id: string; readonly kind: K; readonly payload: Payload<K> };
}[CommandKind];
export type CommandOf<K extends CommandKind> = Extract<Command, { readonly kind: K }>;

/**
 * `forbidden`: not for this person. `unknown`: names what is not there. `conflict`: the id says something else, or what
 * it is about has changed. `unfit`: never possible of what it names.
 */
export interface CommandRefusal {
  readonly kind: 'forbidden' | 'unknown' | 'conflict' | 'unfit';
  /** Cause and remedy, in sentences. */
  readonly detail: string;
  /** JSON pointer in the body, where one field is the cause. */
  readonly at?: string;
  /** What the role of whoever sent it does not allow. */
  readonly beyond?: Action;
  /** The board is not open to them at all. */
  readonly outside?: true;
}

export const refuse = (kind: CommandRefusal['kind'], detail: string, at?: string): CommandRefusal => ({
  kind,
  detail,
  ...(at === undefined ? {} : { at }),
});

/** What somebody has to be allowed to do; of threads it depends on whose they are. */
export const actionOf = (kind: CommandKind, isOwn: boolean): Action => {
  switch (kind) {
    case 'member':
      return 'manage-members';
    case 'thread':
    case 'comment':
    case 'comment.edit':
    case 'thread.claim':
      return 'comment';
    case 'reaction':
      return 'react';
    case 'thread.edit':
    case 'thread.resolve':
    case 'thread.reopen':
      return isOwn ? 'resolve-own' : 'resolve-any';
    case 'thread.apply':
    case 'edit':
      return 'edit';
    case 'answer':
    case 'assess':
    case 'decide':
    case 'stance':
    case 'accept':
    case 'ready':
      return kind;
  }
};
