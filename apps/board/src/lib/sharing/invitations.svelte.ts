/** The invitations of one board as the server has them, making and revoking them, and the links made at this screen. */
import type { InvitationsResponse, InvitationSummary, NewInvitationResponse } from '@chartroom/server/api';
import { ask, type Failure } from '#lib/session/http.ts';
import { bodyOf, type Filled } from './new-invitation.ts';

export type Made =
  | { readonly ok: true; readonly invitation: InvitationSummary; readonly url: string | null }
  | { readonly ok: false; readonly failure: Failure };

export class Invitations {
  list = $state.raw<readonly InvitationSummary[] | null>(null);
  /** Why the list could not be read last; null when it could. */
  failure = $state.raw<Failure | null>(null);

  readonly #path: string;
  /** The server keeps no secret: a link is known where it was made, as long as the page stays. */
  readonly #urls = new Map<string, string>();
  #asked = 0;

  constructor(board: string) {
    this.#path = `/api/boards/${encodeURIComponent(board)}/invitations`;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    const answer = await ask<InvitationsResponse>(this.#path);
    if (asked !== this.#asked) return;
    if (answer.ok) this.list = answer.value.invitations;
    this.failure = answer.ok ? null : answer.failure;
  }

  async make(filled: Filled): Promise<Made> {
    const answer = await ask<NewInvitationResponse>(this.#path, {
      method: 'POST',
      body: bodyOf(filled),
    });
    if (!answer.ok) return { ok: false, failure: answer.failure };
    const { invitation, url } = answer.value;
    if (url !== null) this.#urls.set(invitation.id, url);
    this.list = [invitation, ...(this.list ?? [])];
    void this.load();
    return { ok: true, invitation, url };
  }

  /** The failure, or null when it is revoked. */
  async revoke(id: string): Promise<Failure | null> {
    const answer = await ask<unknown>(`${this.#path}/${encodeURIComponent(id)}`, { method: 'DELETE' });
    if (!answer.ok) return answer.failure;
    this.#urls.delete(id);
    this.list = (this.list ?? []).map((one) => (one.id === id ? { ...one, state: 'revoked' } : one));
    void this.load();
    return null;
  }

  /** The link of an invitation that was made at this screen. */
  urlOf(id: string): string | null {
    return this.#urls.get(id) ?? null;
  }
}

const kept = new Map<string, Invitations>();
/** One for each board and page, so that a link stays at hand while the panel is closed and opened. */
export function invitationsOf(board: string): Invitations {
  const known = kept.get(board) ?? new Invitations(board);
  kept.set(board, known);
  return known;
}
