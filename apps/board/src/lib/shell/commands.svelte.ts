/**
 * Everything that can be done from the keyboard, by name: a component offers its commands while it is on screen, the
 * frame runs them, the list of keys shows them. Of two with the same name the one offered last wins.
 */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

export interface Command {
  /** Stable name, e.g. `step.new`. */
  readonly id: string;
  readonly label: string;
  readonly group: 'move' | 'edit' | 'board';
  /** `n`, `[`, `mod+z`, `mod+shift+z`, `F6`, `shift+F6`; `mod` is Ctrl, on a Mac Command. */
  readonly key: string;
  /** What the list of keys shows instead, where a view handles several keys itself. */
  readonly keys?: readonly string[];
  /** False keeps a second key for the same thing out of the list. */
  readonly listed?: boolean;
  /** False lets the key through. */
  readonly enabled?: () => boolean;
  /** Left out for keys that a view handles where the focus is; they are listed only. */
  readonly run?: () => void;
}

const KEPT = 'chartroom.single-keys';

class Commands {
  readonly #offers = new SvelteMap<string, readonly Command[]>();
  #singleKeys = $state(read());

  /** All commands on offer, in the order offered. */
  get all(): readonly Command[] {
    return [...this.#offers.values()].flatMap((offers) => offers.slice(-1));
  }

  get singleKeys(): boolean {
    return this.#singleKeys;
  }
  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    try {
      localStorage.setItem(KEPT, on ? 'on' : 'off');
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
  }

  offer(command: Command): () => void {
    this.#offers.set(command.id, [...(this.#offers.get(command.id) ?? []), command]);
    return () => {
      const rest = (this.#offers.get(command.id) ?? []).filter((other) => other !== command);
      if (rest.length > 0) this.#offers.set(command.id, rest);
      else this.#offers.delete(command.id);
    };
  }

  /** Runs the command for a key press; true when one ran. */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.isComposing) return false;
    const typing = isTextField(event.target);
    const command = this.all.find((candidate) => candidate.run && matches(candidate.key, event));
    if (!command?.run || (command.enabled && !command.enabled())) return false;
    if (isSingle(command.key) && (typing || !this.#singleKeys)) return false;
    // Inside a text field Ctrl Z is the field's own.
    if (typing && !/F\d/.test(command.key)) return false;
    event.preventDefault();
    command.run();
    return true;
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}

export const commands = new Commands();

/** Offers commands as long as the calling component is on screen; the list may depend on state. */
export function offerCommands(list: () => readonly Command[]): void {
  $effect(() => {
    const offers = list();
    // Offering reads and writes the registry: tracked, the effect would wake itself.
    const withdraw = untrack(() => offers.map((command) => commands.offer(command)));
    return () => untrack(() => withdraw.forEach((undo) => undo()));
  });
}

export function matches(
  key: string,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): boolean {
  const parts = key.split('+');
  const name = parts.at(-1) ?? '';
  const mod = parts.includes('mod');
  const shift = parts.includes('shift');
  if (event.altKey || mod !== (event.ctrlKey || event.metaKey)) return false;
  // `?` and `[` need shift on some keyboards, so shift counts only for letters and function keys.
  if (/^([a-z]|F\d+)$/.test(name) && shift !== event.shiftKey) return false;
  return event.key.toLowerCase() === name.toLowerCase();
}

const isSingle = (key: string): boolean => key.length === 1;

export function isTextField(target: EventTarget | null): boolean {
  if (typeof HTMLElement === 'undefined' || !(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  );
}
