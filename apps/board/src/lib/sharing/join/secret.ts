/**
 * The secret of an invitation: it comes in the fragment, which no server sees, is taken out of the address at once, and
 * is kept in this tab until it is used, so that reloading or signing in on the way does not lose it.
 */
const KEPT = 'chartroom.invitation';

/** What of the fragment is the secret; null when it holds none. */
export function secretOf(hash: string): string | null {
  const text = hash.replace(/^#/u, '').trim();
  return /^[\w.~-]{8,256}$/u.test(text) ? text : null;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class KeptSecret {
  readonly #store: Store | null;
  /** Where the tab keeps nothing: as long as the page. */
  #here: string | null = null;

  constructor(store: Store | null) {
    this.#store = store;
  }

  keep(secret: string): void {
    this.#here = secret;
    try {
      this.#store?.setItem(KEPT, secret);
    } catch {
      // Storage is off or full: reloading the page asks for the link again, nothing else changes.
    }
  }

  read(): string | null {
    if (this.#here !== null) return this.#here;
    try {
      return secretOf(this.#store?.getItem(KEPT) ?? '');
    } catch {
      return null;
    }
  }

  forget(): void {
    this.#here = null;
    try {
      this.#store?.removeItem(KEPT);
    } catch {
      // Storage was switched off meanwhile: then nothing is in it.
    }
  }
}

/** The storage of this tab; null where the browser allows none. */
export function tabStorage(): Store | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
