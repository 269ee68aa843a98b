/**
 * What the server does only for somebody who has shown just now that it is they, such as adding a passkey: it is tried, and
 * where a proof is wanted one dialog asks for it, and then it is done. Whatever was typed for it stays where it is.
 */

/** How the server calls it when it wants a proof first. */
const NEEDED = 'PROOF_NEEDED';

class Proof {
  /** Called with whether it was shown; null while nothing is asked for. */
  #settle = $state.raw<((shown: boolean) => void) | null>(null);

  get isAsked(): boolean {
    return this.#settle !== null;
  }

  /** Whether the person has shown it. Whoever asks while it is asked for takes its place. */
  ask(): Promise<boolean> {
    this.settle(false);
    return new Promise((resolve) => (this.#settle = resolve));
  }

  settle(shown: boolean): void {
    const settle = this.#settle;
    this.#settle = null;
    settle?.(shown);
  }
}

export const proof = new Proof();

interface Tried {
  readonly ok: boolean;
  readonly failure?: unknown;
}

/** Whether something failed for want of a proof, by what the library's calls or the server's own answer. */
export function wantsProof({ ok, failure }: Tried): boolean {
  if (ok || typeof failure !== 'object' || failure === null) return false;
  const { code, problem } = failure as { readonly code?: unknown; readonly problem?: { readonly code?: unknown } };
  return code === NEEDED || problem?.code === NEEDED;
}

/** Tries it, and once more after the person has shown that it is they. What comes of it is the last answer. */
export async function withProof<T extends Tried>(run: () => Promise<T>): Promise<T> {
  const answer = await run();
  return wantsProof(answer) && (await proof.ask()) ? run() : answer;
}
