/** The one honest word about saving, from what is known of the connection. Pure; wording is the shell's. */
import type { SaveState } from './contract.ts';

/** The connection to the server, as far as saving is concerned. */
export type Link =
  /** The first exchange is under way: what the server has is not known yet. */
  | { readonly kind: 'connecting' }
  /** Both sides know what the other has. */
  | { readonly kind: 'synced' }
  | { readonly kind: 'away'; readonly sinceMs: number; readonly retryAtMs: number | null }
  /** Over for good; the reason is a key of the shell's catalog, or the server's own words. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface Saving {
  /** Content is on the screen, from the local copy or the server. */
  readonly ready: boolean;
  readonly link: Link;
  /** Edits and words that the server has not acknowledged as stored. */
  readonly unsent: number;
  /** False when the role does not allow edits; words may be unsent all the same. */
  readonly mayWrite: boolean;
}

/**
 * "Saved" only after the server has acknowledged everything as stored. While the connection is away the count of
 * unsent edits stands first; a refusal stands above all, since nothing will be saved any more.
 */
export function saveState({ ready, link, unsent, mayWrite }: Saving): SaveState {
  switch (link.kind) {
    case 'refused':
      return { kind: 'read-only', reason: link.reason };
    case 'away':
      return { kind: 'offline', unsent, sinceMs: link.sinceMs, retryAtMs: link.retryAtMs };
    case 'connecting':
      return unsent > 0 && ready ? { kind: 'saving', unsent } : { kind: 'loading' };
    case 'synced':
      if (!ready) return { kind: 'loading' };
      if (unsent > 0) return { kind: 'saving', unsent };
      return mayWrite ? { kind: 'saved' } : { kind: 'read-only', reason: 'role' };
  }
}

/** True when closing the page now would leave edits that only this browser has. */
export const hasUnsent = (save: SaveState, unsent: number): boolean => unsent > 0 && save.kind !== 'saved';
