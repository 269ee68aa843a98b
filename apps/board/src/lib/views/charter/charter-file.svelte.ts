/**
 * The charter as the server composed it from what it has stored: fetched anew when the board has changed and is saved.
 * Knows nothing of how it is shown.
 */
import { present, type Charter, type PresentedDocument } from '@chartroom/charter';
import { ask, type Failure } from '#lib/session/http.ts';

export type CharterState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly charter: Charter; readonly document: PresentedDocument }
  /** The server did not answer; what was last shown stays, if anything was. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly last: PresentedDocument | null };

export const charterUrl = (board: string, format: 'json' | 'md' | 'html', download = false): string =>
  `/api/boards/${encodeURIComponent(board)}/charter?format=${format}${download ? '&download=1' : ''}`;

export class CharterFile {
  state = $state.raw<CharterState>({ kind: 'loading' });
  /** True while a newer one is on its way and the old one is still shown. */
  refreshing = $state(false);
  readonly #board: string;
  #asked = 0;

  constructor(board: string) {
    this.#board = board;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    this.refreshing = true;
    const answer = await ask<Charter>(charterUrl(this.#board, 'json'));
    if (asked !== this.#asked) return;
    this.refreshing = false;
    if (answer.ok) {
      this.state = { kind: 'ready', charter: answer.value, document: present(answer.value) };
      return;
    }
    const last =
      this.state.kind === 'ready' ? this.state.document : this.state.kind === 'failed' ? this.state.last : null;
    this.state = { kind: 'failed', failure: answer.failure, last };
  }
}
