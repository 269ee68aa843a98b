/**
 * Who is at this screen, and whether the server still takes this browser for them: asked of the server at the start and
 * whenever there is a reason to doubt. The server's cookie is what counts; what is remembered here proves nothing.
 */
import type { PlantFunction, SessionResponse, VisitorResponse } from '@chartroom/server/api';
import { browserMemory } from '#lib/state/remembered.ts';
import { ask, onUnknown, type Failure } from './http.ts';
import { RememberedVisitor, VISITOR_KEY } from './remembered-visitor.ts';

export type Visitor = NonNullable<SessionResponse['principal']>;
export type Account = NonNullable<SessionResponse['user']>;

export type VisitorState =
  | { readonly kind: 'asking' }
  /** `confirmed` is false while somebody remembered stands in because the server is away. */
  | { readonly kind: 'known'; readonly visitor: Visitor; readonly account: Account | null; readonly confirmed: boolean }
  /** `left`: the person has signed out and wants to go nowhere. */
  | { readonly kind: 'unknown'; readonly left: boolean }
  | { readonly kind: 'unreachable' };

/** Why the session of somebody who is still on the page is over. */
export type Ending =
  | { readonly kind: 'idle'; readonly minutes: number }
  /** Ended on another device, by an administrator, or because its time was up. */
  | { readonly kind: 'ended' };

const MINUTE_MS = 60_000;

class Session {
  state = $state.raw<VisitorState>({ kind: 'asking' });
  /** How this server lets people in, as it last said; null until it has answered. */
  server = $state.raw<SessionResponse | null>(null);
  /** Set while the page stays open for somebody whom the server does not know any more. */
  ending = $state.raw<Ending | null>(null);

  readonly #remembered = new RememberedVisitor(browserMemory());
  #asking: Promise<void> | null = null;

  constructor() {
    onUnknown(() => {
      if (this.state.kind === 'known' && this.ending === null) void this.load();
    });
  }

  get visitor(): Visitor | null {
    return this.state.kind === 'known' ? this.state.visitor : null;
  }
  /** Null for a visitor without one. */
  get account(): Account | null {
    return this.state.kind === 'known' ? this.state.account : null;
  }
  /** Came by invitation, without an account, where others have one. */
  get guest(): boolean {
    return this.accounts && this.visitor?.kind === 'visitor';
  }
  /** Whether people sign in here; false while it is not known. */
  get accounts(): boolean {
    return this.server?.access === 'accounts';
  }

  /** Asks the server who this is; several who ask at once share one question. */
  load(): Promise<void> {
    return (this.#asking ??= this.#load().finally(() => (this.#asking = null)));
  }

  async #load(): Promise<void> {
    const answer = await ask<SessionResponse>('/api/session');
    if (answer.ok) {
      this.server = answer.value;
      const { principal, user } = answer.value;
      if (principal) return this.#known(principal, user);
      return this.#nobody();
    }
    if (this.state.kind === 'known') return;
    const last = this.#remembered.read(Date.now());
    this.state = last ? { kind: 'known', visitor: last, account: null, confirmed: false } : { kind: 'unreachable' };
  }

  /** Introduces the person, or changes the name and function given before; null when it worked. */
  async introduce(name: string, plantFunction: PlantFunction): Promise<Failure | null> {
    const body = { name, function: plantFunction };
    if (this.accounts) {
      const changed = await ask<unknown>('/api/me', { method: 'PATCH', body });
      if (!changed.ok) return changed.failure;
      await this.load();
      return null;
    }
    const answer = await ask<VisitorResponse>('/api/visitor', { method: 'POST', body });
    if (!answer.ok) return answer.failure;
    this.#known({ kind: 'visitor', ...answer.value.principal }, null);
    return null;
  }

  /** Another tab of this browser has said who is here, or that nobody is any more. */
  heard(key: string | null): void {
    if (key !== VISITOR_KEY && key !== null) return;
    if (this.state.kind !== 'asking') void this.load();
  }

  /** Nothing was done for as long as a session lasts without: the server says whether it is over. */
  async overdue(): Promise<void> {
    await this.load();
    if (this.ending) this.ending = { kind: 'idle', minutes: this.server?.limits.idleMinutes ?? 0 };
  }

  /** Nobody is here any more, and nobody stands in while the server is away: signed out, or given way to somebody else. */
  signedOut({ left }: { readonly left: boolean }): void {
    this.#remembered.forget();
    this.ending = null;
    this.state = { kind: 'unknown', left };
  }

  #known(visitor: Visitor, account: Account | null): void {
    const before = this.visitor;
    const changed =
      before === null ||
      before.id !== visitor.id ||
      before.name !== visitor.name ||
      before.function !== visitor.function;
    // The same object while the same person is here: a page must not begin anew because somebody has looked.
    // Opening the page and signing in are things done; asking again is none.
    const atMs = before === null || this.ending ? Date.now() : (this.#remembered.alive()?.atMs ?? Date.now());
    this.#remembered.write(visitor, { atMs, idleMs: this.#idleMs });
    this.state = { kind: 'known', visitor: changed ? visitor : before, account, confirmed: true };
    this.ending = null;
  }

  #nobody(): void {
    this.#remembered.forget();
    if (this.accounts && this.state.kind === 'known' && this.state.confirmed) {
      this.ending ??= { kind: 'ended' };
      return;
    }
    this.ending = null;
    // Once the person has left, that stays so until somebody comes.
    if (this.state.kind !== 'unknown') this.state = { kind: 'unknown', left: false };
  }

  get #idleMs(): number | null {
    return this.accounts ? (this.server?.limits.idleMinutes ?? 0) * MINUTE_MS : null;
  }
}

export const session = new Session();
