/**
 * Who is at this screen: asked of the server, and remembered in this browser so that a board that was open before
 * can be shown while the server is away. The server's signed cookie is what counts; what is remembered here proves nothing.
 */
import type { PlantFunction, VisitorResponse } from '@chartroom/server/api';
import { ask, type Failure } from './http.ts';

export type Visitor = VisitorResponse['principal'];

export type VisitorState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly visitor: Visitor; readonly confirmed: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable' };

const REMEMBERED = 'chartroom.visitor';

class Session {
  state = $state.raw<VisitorState>({ kind: 'asking' });

  get visitor(): Visitor | null {
    return this.state.kind === 'known' ? this.state.visitor : null;
  }

  /** Asks the server who this is. Without an answer the visitor of last time stands in, not confirmed. */
  async load(): Promise<void> {
    const answer = await ask<VisitorResponse>('/api/visitor');
    if (answer.ok) return this.#known(answer.value.principal);
    if (answer.failure.kind === 'unreachable') {
      const last = remembered();
      this.state = last ? { kind: 'known', visitor: last, confirmed: false } : { kind: 'unreachable' };
      return;
    }
    this.state = { kind: 'unknown' };
  }

  /** Introduces the person, or changes the name and function given before; null when it worked. */
  async introduce(name: string, plantFunction: PlantFunction): Promise<Failure | null> {
    const answer = await ask<VisitorResponse>('/api/visitor', {
      method: 'POST',
      body: { name, function: plantFunction },
    });
    if (!answer.ok) return answer.failure;
    this.#known(answer.value.principal);
    return null;
  }

  /** Another tab of this browser has said who is here. */
  heard(key: string | null): void {
    const visitor = key === REMEMBERED ? remembered() : null;
    if (visitor && this.state.kind === 'known') this.state = { ...this.state, visitor };
  }

  /** The server does not know this browser any more: ask again who is there. */
  forget(): void {
    this.state = { kind: 'unknown' };
  }

  #known(visitor: Visitor): void {
    this.state = { kind: 'known', visitor, confirmed: true };
    try {
      localStorage.setItem(REMEMBERED, JSON.stringify(visitor));
    } catch {
      // Storage is off or full: a board cannot be opened while the server is away, nothing else changes.
    }
  }
}

function remembered(): Visitor | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null');
    return isVisitor(value) ? value : null;
  } catch {
    return null;
  }
}

function isVisitor(value: unknown): value is Visitor {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, function: plantFunction } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    (plantFunction === 'OPS' || plantFunction === 'QUA' || plantFunction === 'IT' || plantFunction === 'OTHER')
  );
}

export const session = new Session();
