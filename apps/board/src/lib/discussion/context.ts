/** What every part of the discussion shares: drafts of this person, and who can be named. */
import { createContext } from 'svelte';
import { format } from '#lib/messages/index.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { browserMemory } from '#lib/state/remembered.ts';
import { Drafts } from './drafts.ts';
import { mentionables, type Mentionable } from './mentions.ts';

export class Discussion {
  readonly drafts: Drafts;
  readonly #board: BoardStore;

  constructor(board: BoardStore) {
    this.#board = board;
    this.drafts = new Drafts(browserMemory(), board.me.id, board.id);
  }

  /** People and functions that can be named, without oneself. Reactive. */
  get people(): readonly Mentionable[] {
    return mentionables(this.#board.record.members, format.compare).filter((one) => one.id !== this.#board.me.id);
  }
}

const [read, provide] = createContext<Discussion>();
/** Call while a component is being set up. */
export const getDiscussion = read;
export const provideDiscussion = provide;
