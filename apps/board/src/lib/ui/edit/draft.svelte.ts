/**
 * The rules of typing into one shared value: when it commits, what Esc brings back, and what happens when somebody else
 * sets the value meanwhile. Knows no DOM and no board; a text field feeds it keys and shows its state.
 */
export interface DraftOptions {
  /** The value is to be written. Called only for a valid text that differs from what the field last wrote or showed. */
  readonly commit: (text: string) => void;
  /** What is typed and not committed, for the others to see; null when there is nothing. */
  readonly draft?: ((text: string | null) => void) | undefined;
  /** A sentence when the text cannot be committed. */
  readonly validate?: ((text: string) => string | null) | undefined;
  /** How the text is written, e.g. without spaces at its ends. */
  readonly tidy?: ((text: string) => string) | undefined;
  /** The field goes away with a text that cannot be committed: it is handed over rather than dropped. */
  readonly lost?: ((text: string) => void) | undefined;
  readonly idleMs?: number | undefined;
}

export const IDLE_MS = 500;
/** One line: no breaks, no spaces at the ends, none doubled. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

export class Draft {
  #options: DraftOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The value when editing began, or when Enter last confirmed one: what Esc brings back. */
  #before = '';
  /** What the document holds, as far as this field knows: what it last showed, wrote or heard. */
  #known = '';
  #typed = false;
  #wrote = false;

  editing = $state(false);
  text = $state('');
  error = $state<string | null>(null);
  /** A value that somebody else set while this one is being edited; it waits and never replaces what is typed. */
  waiting = $state<string | null>(null);
  /** Why nothing can be committed now; null while it can. */
  blocked = $state<string | null>(null);
  /** What is typed was held back: it stays, also when it could go, until the person decides. */
  held = $state(false);

  constructor(options: DraftOptions) {
    this.#options = options;
  }

  /** The caret entered. `seed` replaces the text: the key that opened the field. */
  begin(value: string, seed?: string): void {
    if (this.editing) return;
    this.editing = true;
    this.#before = value;
    this.#known = value;
    this.#typed = false;
    this.#wrote = false;
    this.waiting = null;
    this.error = null;
    this.held = false;
    this.text = value;
    if (seed !== undefined) this.type(seed);
  }

  type(text: string): void {
    this.#typed = true;
    this.text = text;
    if (this.blocked !== null) {
      this.#hold();
      return;
    }
    if (this.error !== null) this.error = this.#check();
    this.#options.draft?.(text);
    this.#stopTimer();
    // While another value waits, only a deliberate act decides between the two.
    if (this.waiting === null && !this.held)
      this.#timer = setTimeout(() => this.#write(), this.#options.idleMs ?? IDLE_MS);
  }

  /** Enter: commit for good and keep editing; Esc afterwards takes nothing of it back. False when the text cannot be committed. */
  enter(): boolean {
    if (this.waiting !== null && !this.#typed) {
      // Nothing typed since the other value came: what this field wrote before is put back on purpose, nothing else is.
      if (!this.#wrote) {
        this.useTheirs();
        return true;
      }
      this.#typed = true;
    }
    if (!this.#settle()) return false;
    this.waiting = null;
    this.#before = this.#known;
    return true;
  }

  /** The caret left. An invalid text stays, with its error, until it is put right or given up. */
  end(): boolean {
    if (!this.editing) return true;
    if (!this.#settle()) return false;
    this.#close();
    return true;
  }

  /** Esc: what was there before comes back; where somebody else has set a value since, theirs stays. */
  cancel(): void {
    if (!this.editing) return;
    this.#stopTimer();
    if (this.#wrote && this.waiting === null && this.#known !== this.#before) this.#options.commit(this.#before);
    this.#close();
  }

  useTheirs(): void {
    if (this.waiting === null) return;
    this.#stopTimer();
    this.text = this.waiting;
    this.#known = this.waiting;
    this.#before = this.waiting;
    this.waiting = null;
    this.#typed = false;
    this.#wrote = false;
    this.error = null;
    this.#options.draft?.(null);
  }

  /** Nothing can be committed from now on, and why; null when it can again. What is typed stays as it is. */
  block(reason: string | null): void {
    if (reason === this.blocked) return;
    this.blocked = reason;
    if (reason !== null && this.editing && this.#typed) this.#hold();
    else if (reason === null && this.error !== null) this.error = this.#check();
  }

  /** The document's value changed, by whomever. */
  heard(value: string): void {
    if (!this.editing || value === this.#known) return;
    this.#known = value;
    if (value === this.#tidied()) {
      this.waiting = null;
      return;
    }
    this.#stopTimer();
    this.waiting = value;
  }

  /** The field is gone from the screen: what was typed is written, or handed over where it cannot be. */
  destroy(): void {
    if (!this.editing) return;
    if (!this.#settle()) this.#options.lost?.(this.#tidied());
    this.#close();
  }

  #tidied(): string {
    return (this.#options.tidy ?? oneLine)(this.text);
  }
  #check(): string | null {
    return this.blocked ?? this.#options.validate?.(this.#tidied()) ?? null;
  }
  /** True when there is nothing left to write. */
  #settle(): boolean {
    this.#stopTimer();
    if (!this.#typed) return true;
    this.error = this.#check();
    if (this.error !== null) return false;
    this.#write();
    return true;
  }
  #hold(): void {
    this.#stopTimer();
    this.held = true;
    this.error = this.#check();
    // The others must not see as being typed what will not come.
    this.#options.draft?.(null);
  }
  #write(): void {
    this.#stopTimer();
    const text = this.#tidied();
    if (this.#check() !== null) return;
    this.held = false;
    // What is typed is now what is known: leaving later must not write it again over somebody else's value.
    this.#typed = false;
    if (text !== this.#known) {
      this.#known = text;
      this.#wrote = true;
      this.waiting = null;
      this.#options.commit(text);
    }
    this.#options.draft?.(null);
  }
  #close(): void {
    this.#stopTimer();
    this.editing = false;
    this.waiting = null;
    this.error = null;
    this.held = false;
    if (this.#typed) this.#options.draft?.(null);
    this.#typed = false;
  }
  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
