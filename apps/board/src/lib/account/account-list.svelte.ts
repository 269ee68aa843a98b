/** The accounts of this server, for administrators: the list, and what is done with one of them. */
import type {
  AccountResponse,
  AccountsResponse,
  AccountSummary,
  PasswordLinkResponse,
  PlantFunction,
} from '@chartroom/server/api';
import { ask, type Failure } from '#lib/session/http.ts';
import { format } from '#lib/messages/index.ts';
import { withProof } from './proof.svelte.ts';

export interface NewAccount {
  readonly name: string;
  readonly function: PlantFunction;
  readonly email: string;
  readonly administrator: boolean;
}

/** By name; those that are switched off last. */
const inOrder = (accounts: readonly AccountSummary[]): readonly AccountSummary[] =>
  accounts.toSorted((a, b) => Number(a.disabled) - Number(b.disabled) || format.compare(a.name, b.name));

export class AccountList {
  accounts = $state.raw<readonly AccountSummary[] | null>(null);
  /** Why the list could not be had; null while all is well. */
  failure = $state.raw<Failure | null>(null);
  /** The link of an account that was made just now, or asked for. */
  link = $state.raw<PasswordLinkResponse | null>(null);

  async load(): Promise<void> {
    const answer = await ask<AccountsResponse>('/api/accounts');
    this.failure = answer.ok ? null : answer.failure;
    if (answer.ok) this.accounts = inOrder(answer.value.accounts);
  }

  async add(person: NewAccount): Promise<Failure | null> {
    return this.#withLink(
      await withProof(() => ask<PasswordLinkResponse>('/api/accounts', { method: 'POST', body: person })),
    );
  }

  async newLink(account: AccountSummary): Promise<Failure | null> {
    const path = `/api/accounts/${encodeURIComponent(account.id)}/password-link`;
    return this.#withLink(await withProof(() => ask<PasswordLinkResponse>(path, { method: 'POST', body: {} })));
  }

  async change(
    account: AccountSummary,
    change:
      | { readonly administrator: boolean; readonly addressConfirmed?: boolean }
      | { readonly disabled: boolean }
      | { readonly email: string },
  ): Promise<Failure | null> {
    const path = `/api/accounts/${encodeURIComponent(account.id)}`;
    const answer = await withProof(() => ask<AccountResponse>(path, { method: 'PATCH', body: change }));
    if (!answer.ok) return answer.failure;
    this.#put(answer.value.account);
    return null;
  }

  #withLink(answer: Awaited<ReturnType<typeof ask<PasswordLinkResponse>>>): Failure | null {
    if (!answer.ok) return answer.failure;
    this.link = answer.value;
    this.#put(answer.value.account);
    return null;
  }

  #put(account: AccountSummary): void {
    const others = (this.accounts ?? []).filter(({ id }) => id !== account.id);
    this.accounts = inOrder([...others, account]);
  }
}
