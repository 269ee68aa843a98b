/** One invitation as somebody meets it: looked at by its secret, shown in words or refused with a remedy, then used. */
import type { InvitationLookResponse, PlantFunction, RedeemResponse } from '@chartroom/server/api';
import { ask, type Failure } from '#lib/session/http.ts';
import type { KeptSecret } from './secret.ts';

/** Why an invitation cannot be used; a word of `m.sharing.join.refused` each. */
export type Refusal = 'none' | 'unknown' | 'expired' | 'usedUp' | 'revoked' | 'closed' | 'other' | 'unreachable';

export type Joining =
  | { readonly kind: 'looking' }
  | { readonly kind: 'shown'; readonly invitation: InvitationLookResponse }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly detail: string };

export interface Coming {
  readonly name?: string;
  readonly function?: PlantFunction;
  readonly account?: { readonly email: string; readonly password: string };
}

const OF_PROBLEM: Readonly<Record<string, Refusal>> = {
  'unknown-invitation': 'unknown',
  'not-found': 'unknown',
  'invitation-expired': 'expired',
  'invitation-used-up': 'usedUp',
  'invitation-revoked': 'revoked',
  forbidden: 'closed',
};

/** What a failed question about an invitation says of it. */
export function refusalOf(failure: Failure): { readonly why: Refusal; readonly detail: string } {
  if (failure.kind === 'unreachable') return { why: 'unreachable', detail: '' };
  const { type, detail, title } = failure.problem;
  const why = OF_PROBLEM[type.slice(type.lastIndexOf('/') + 1)] ?? 'other';
  return { why, detail: why === 'other' ? detail || title : '' };
}

export class InvitationUse {
  state = $state.raw<Joining>({ kind: 'looking' });

  readonly #kept: KeptSecret;

  constructor(kept: KeptSecret) {
    this.#kept = kept;
  }

  /** Asks the server what the invitation is. */
  async look(): Promise<void> {
    const secret = this.#kept.read();
    if (secret === null) {
      this.state = { kind: 'refused', why: 'none', detail: '' };
      return;
    }
    this.state = { kind: 'looking' };
    const answer = await ask<InvitationLookResponse>('/api/invitations/look', { method: 'POST', body: { secret } });
    if (this.#kept.read() !== secret) return;
    this.state = answer.ok
      ? { kind: 'shown', invitation: answer.value }
      : { kind: 'refused', ...refusalOf(answer.failure) };
  }

  /** Uses it: the board that it opens, or the failure. What ended meanwhile is shown as ended. */
  async come(coming: Coming): Promise<RedeemResponse | Failure> {
    const secret = this.#kept.read() ?? '';
    const answer = await ask<RedeemResponse>('/api/invitations/redeem', {
      method: 'POST',
      body: { secret, ...coming },
    });
    if (answer.ok) {
      this.#kept.forget();
      return answer.value;
    }
    const { why, detail } = refusalOf(answer.failure);
    if (why !== 'other' && why !== 'unreachable') this.state = { kind: 'refused', why, detail };
    return answer.failure;
  }
}
