/**
 * Texts that somebody had typed when they lost the right to write them and their field went away: told at once with a way
 * to copy, and kept as long as the page is there. Knows no board.
 */
import { m } from '#lib/messages/index.ts';
import { copyText } from '../clipboard.ts';
import { toast } from '../toast.svelte.ts';

export interface KeptText {
  readonly id: number;
  /** The field it was typed into. */
  readonly label: string;
  readonly text: string;
}

const MOST = 20;

class KeptTexts {
  #all = $state.raw<readonly KeptText[]>([]);
  #next = 1;

  /** Newest first. */
  get all(): readonly KeptText[] {
    return this.#all;
  }

  keep(label: string, text: string): void {
    if (text.trim() === '') return;
    this.#all = [{ id: this.#next++, label, text }, ...this.#all].slice(0, MOST);
    toast({
      text: m.common.keptText(label, text.length > 60 ? `${text.slice(0, 60)}…` : text),
      kind: 'refused',
      key: `kept/${label}`,
      action: { label: m.common.copy, run: () => void copyText(text) },
    });
  }

  drop(id: number): void {
    this.#all = this.#all.filter((kept) => kept.id !== id);
  }
}

export const keptTexts = new KeptTexts();
