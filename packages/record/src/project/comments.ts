/** One comment as it stands: every wording it had, reactions, and whether the change it proposes was applied. */
import type { PlantFunction } from '@chartroom/domain';
import type { Entry } from '../entry.ts';
import type { KnownEntry, Payload } from '../kinds/index.ts';
import type { Reaction } from '../kinds/names.ts';

export interface Wording {
  readonly body: string;
  /** When it was replaced. */
  readonly until: string;
}

export interface CommentState {
  readonly id: string;
  readonly author: string;
  /** For which the author spoke then. */
  readonly function: PlantFunction;
  readonly at: string;
  readonly seq: number;
  /** The wording now. */
  readonly body: string;
  /** The ones before, oldest first. */
  readonly earlier: readonly Wording[];
  readonly mentions: NonNullable<Payload<'comment'>['mentions']>;
  readonly change: NonNullable<Payload<'comment'>['change']> | null;
  /** By whom and when the proposed change was applied. */
  readonly applied: { readonly by: string; readonly at: string } | null;
  /** Principals, in the order in which they reacted; nobody is no key. */
  readonly reactions: Readonly<Partial<Record<Reaction, readonly string[]>>>;
}

type Text = Pick<Payload<'comment'>, 'comment' | 'body' | 'mentions' | 'change'>;

/** Its methods tell whether the entry changed anything. */
export class CommentBuilder {
  /** All of it but `earlier`, which would be copied at every edit. */
  #now: Omit<CommentState, 'earlier'>;
  readonly #earlier: Wording[] = [];
  #value: CommentState | null = null;

  constructor(entry: Entry, { comment, body, mentions, change }: Text, spokeFor: PlantFunction) {
    this.#now = {
      id: comment,
      author: entry.actor,
      function: spokeFor,
      at: entry.at,
      seq: entry.seq,
      body,
      mentions: mentions ?? [],
      change: change ?? null,
      applied: null,
      reactions: {},
    };
  }

  /** Nobody puts words into somebody else's mouth: an edit by another than the author is passed over. */
  edit({ actor, at, payload: { body, mentions } }: KnownEntry<'comment.edit'>): boolean {
    if (actor !== this.#now.author) return false;
    this.#earlier.push({ body: this.#now.body, until: at });
    return this.#become({ body, mentions: mentions ?? [] });
  }

  react({ actor, payload: { reaction, on } }: KnownEntry<'reaction'>): boolean {
    const { [reaction]: before = [], ...others } = this.#now.reactions;
    if (before.includes(actor) === on) return false;
    const now = on ? [...before, actor] : before.filter((one) => one !== actor);
    return this.#become({ reactions: now.length === 0 ? others : { ...others, [reaction]: now } });
  }

  /** A comment that proposes nothing cannot have been applied. */
  apply({ actor, at }: KnownEntry<'thread.apply'>): boolean {
    return this.#now.change !== null && this.#become({ applied: { by: actor, at } });
  }

  #become(changes: Partial<Omit<CommentState, 'earlier'>>): true {
    this.#now = { ...this.#now, ...changes };
    this.#value = null;
    return true;
  }

  /** The same object until something is changed. */
  get value(): CommentState {
    return (this.#value ??= { ...this.#now, earlier: [...this.#earlier] });
  }
}
