/**
 * What somebody is writing and has not sent, kept in this browser for each thread and place, so that nothing that was
 * typed is lost. Losing the storage loses drafts and nothing else.
 */
import type { Payload } from '@chartroom/record';
import type { Memory } from '#lib/state/remembered.ts';

export interface Draft {
  readonly body: string;
  readonly title?: string;
  readonly kind?: Payload<'thread'>['kind'];
  readonly to?: Payload<'thread'>['to'];
  readonly due?: string;
  readonly change?: Payload<'thread'>['change'];
  /** Of a new thread: what it is about, where that is chosen in it, and the field. */
  readonly subject?: string;
  readonly field?: string | null;
  /** Of a form with fields of its own: their values by name. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** `thread/<id>`, `new/<subject>`, `edit/<comment>`, `close/<thread>`, `say/<verdict>/<record>`. */
export type DraftPlace = string;

interface Kept extends Draft {
  readonly atMs: number;
}

/** Old drafts go when a new one is kept. */
const KEPT_MS = 60 * 86_400_000;

const isEmpty = ({ body, title = '', change, fields = {} }: Draft): boolean =>
  [body, title, ...Object.values(fields)].every((text) => text.trim() === '') && change === undefined;

export class Drafts {
  readonly #memory: Memory | null;
  readonly #prefix: string;

  constructor(memory: Memory | null, principal: string, board: string) {
    this.#memory = memory;
    this.#prefix = `chartroom.draft.${principal}.${board}.`;
  }

  read(place: DraftPlace): Draft | null {
    return this.#parse(this.#get(this.#prefix + place));
  }

  /** Keeps a draft, or lets it go when nothing is in it. False when this browser keeps nothing. */
  keep(place: DraftPlace, draft: Draft, nowMs: number): boolean {
    if (isEmpty(draft)) {
      this.discard(place);
      return true;
    }
    this.#letGo(nowMs);
    try {
      this.#memory?.setItem(this.#prefix + place, JSON.stringify({ ...draft, atMs: nowMs } satisfies Kept));
      return this.#memory !== null;
    } catch {
      return false;
    }
  }

  discard(place: DraftPlace): void {
    try {
      this.#memory?.removeItem(this.#prefix + place);
    } catch {
      // Storage was switched off meanwhile.
    }
  }

  #letGo(nowMs: number): void {
    const keys: string[] = [];
    try {
      for (let at = 0; at < (this.#memory?.length ?? 0); at += 1) keys.push(this.#memory?.key(at) ?? '');
    } catch {
      return;
    }
    for (const key of keys) {
      if (!key.startsWith(this.#prefix)) continue;
      const kept = this.#parse(this.#get(key));
      if (kept === null || nowMs - kept.atMs > KEPT_MS) this.discard(key.slice(this.#prefix.length));
    }
  }

  #get(key: string): string | null {
    try {
      return this.#memory?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  #parse(text: string | null): Kept | null {
    try {
      const value: unknown = JSON.parse(text ?? 'null');
      if (typeof value !== 'object' || value === null) return null;
      const { body, atMs } = value as Readonly<Record<string, unknown>>;
      return typeof body === 'string' && typeof atMs === 'number' ? (value as Kept) : null;
    } catch {
      return null;
    }
  }
}
