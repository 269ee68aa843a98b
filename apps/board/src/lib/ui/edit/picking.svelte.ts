/**
 * The rules of choosing by typing: what is listed, which line is active, what Enter, Tab, Ctrl+Enter and Esc do.
 * Knows no DOM and no board; PickBox.svelte feeds it keys and shows its state.
 */
import { completion, isNamed, matches, type Match, type PickItem } from './match.ts';

export interface PickingOptions<T extends PickItem> {
  readonly items: () => readonly T[];
  /** The label that stands in the field while nobody types; empty for a field of several. */
  readonly label: () => string;
  /** The item that is chosen now, where the list opens. */
  readonly chosen: () => string | null;
  readonly pick: (item: T) => void;
  readonly create?: ((text: string) => void) | undefined;
  /** Called when the text was deleted and confirmed. */
  readonly clear?: (() => void) | undefined;
  readonly draft?: ((text: string | null) => void) | undefined;
}
/** What a confirming key did. `stay` means that nothing fits and the caret should remain. */
export type Outcome = 'picked' | 'created' | 'cleared' | 'unchanged' | 'stay';

/** More lines than anybody reads; typing narrows. */
export const MOST_LINES = 60;

export class Picking<T extends PickItem> {
  #options: PickingOptions<T>;
  open = $state(false);
  /** What was typed since the field was entered; null while nothing was. */
  typed = $state<string | null>(null);
  #active = $state(-1);

  readonly #all: readonly Match<T>[];
  readonly lines: readonly Match<T>[];
  /** How many more fit than are listed. */
  readonly hidden: number;
  readonly creatable: boolean;
  /** The number of lines, the one that makes a new item included. */
  readonly count: number;

  constructor(options: PickingOptions<T>) {
    this.#options = options;
    this.#all = $derived(matches(options.items(), this.typed ?? ''));
    this.lines = $derived(this.#all.slice(0, MOST_LINES));
    this.hidden = $derived(this.#all.length - this.lines.length);
    this.creatable = $derived(
      options.create !== undefined && (this.typed ?? '').trim() !== '' && !isNamed(options.items(), this.typed ?? ''),
    );
    this.count = $derived(this.lines.length + (this.creatable ? 1 : 0));
  }

  /** Index of the active line; `lines.length` is the line that makes a new item; -1 none. */
  get active(): number {
    return Math.min(this.#active, this.count - 1);
  }
  get text(): string {
    return this.typed ?? this.#options.label();
  }
  /** The rest of the first match, shown in grey behind the caret. */
  get grey(): string {
    const line = this.lines[this.active];
    return this.typed === null || line === undefined || this.active !== 0 ? '' : completion(line, this.typed);
  }

  show(): void {
    if (this.open) return;
    this.open = true;
    const chosen = this.#options.chosen();
    if (this.typed === null) this.#active = this.lines.findIndex((line) => line.item.id === chosen);
  }
  type(text: string): void {
    this.typed = text;
    this.open = true;
    const first = this.lines.findIndex((line) => line.item.off === undefined);
    this.#active = text.trim() === '' ? -1 : first >= 0 ? first : this.creatable ? this.lines.length : -1;
    this.#options.draft?.(text);
  }
  /** Arrow keys; at either end it goes round. */
  move(by: 1 | -1): void {
    if (!this.open) {
      this.show();
      if (this.active >= 0) return;
    }
    if (this.count === 0) return;
    const from = this.active;
    const start = from < 0 && by < 0 ? 0 : from;
    this.#active = (start + by + this.count) % this.count;
  }
  highlight(index: number): void {
    this.#active = index;
  }

  /** Enter or Tab. */
  confirm(): Outcome {
    if (this.typed !== null && this.typed.trim() === '') {
      // Arrowed to a line after deleting the text: that line counts.
      if (this.active < 0) {
        if (this.#options.clear === undefined || this.#options.label() === '') return this.#done('unchanged');
        this.#options.clear();
        return this.#done('cleared');
      }
    }
    if (this.typed === null && !this.open) return 'unchanged';
    if (this.active < 0) return this.typed === null ? this.#done('unchanged') : 'stay';
    return this.take(this.active);
  }
  take(index: number): Outcome {
    if (index === this.lines.length) return this.create();
    const line = this.lines[index];
    if (line === undefined || line.item.off !== undefined) return 'stay';
    if (line.item.id === this.#options.chosen()) return this.#done('unchanged');
    this.#done('picked');
    this.#options.pick(line.item);
    return 'picked';
  }
  /** Ctrl+Enter. */
  create(): Outcome {
    const text = (this.typed ?? '').replace(/\s+/gu, ' ').trim();
    if (!this.creatable) return 'stay';
    this.#done('created');
    this.#options.create?.(text);
    return 'created';
  }
  /** Esc, or the caret left without a confirming key: nothing changes. */
  leave(): void {
    this.#done('unchanged');
  }

  #done(outcome: Outcome): Outcome {
    if (this.typed !== null) this.#options.draft?.(null);
    this.open = false;
    this.typed = null;
    this.#active = -1;
    return outcome;
  }
}
