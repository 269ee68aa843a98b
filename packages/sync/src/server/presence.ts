/**
 * Awareness of one room: each connection owns at most one client id, the one it introduced, and the server writes the
 * identity into its state. States of others that a client repeats are ignored, whatever they say.
 */
import type { Principal } from '../ports.ts';
import type { AwarenessEntry } from '../wire/awareness-states.ts';
import type { Bindings } from './bindings.ts';

/** What presence has to know of a connection. */
export interface PresenceOwner {
  readonly id: number;
  readonly principal: Principal;
  /** The client id that the connection introduced. */
  awarenessClient: number | null;
}

interface State {
  readonly owner: PresenceOwner;
  readonly clock: number;
  readonly json: string;
}

const NULL_STATE = 'null';

export class Presence {
  private readonly states = new Map<number, State>();
  /** Changes that others have not been told yet. */
  private dirty = new Map<number, AwarenessEntry>();
  private readonly maxBytes: number;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** Takes over the owner's own state from what it sent. Returns why an own state was dropped, or null. */
  accept(owner: PresenceOwner, entries: readonly AwarenessEntry[], bindings: Bindings): string | null {
    for (const entry of entries) {
      if (!this.owns(owner, entry, bindings)) continue;
      const dropped = this.update(owner, entry);
      if (dropped !== null) return dropped;
    }
    return null;
  }

  /** The connection is gone. */
  leave(owner: PresenceOwner, bindings: Bindings): void {
    const client = owner.awarenessClient;
    owner.awarenessClient = null;
    if (client === null) return;
    const state = this.states.get(client);
    if (state !== undefined && state.owner.id !== owner.id) return;
    bindings.release(client);
    if (state !== undefined) this.remove(client, state.clock);
  }

  get hasNews(): boolean {
    return this.dirty.size > 0;
  }

  /** Each changed state once, and forgets that it was news. */
  takeNews(): readonly AwarenessEntry[] {
    const news = [...this.dirty.values()];
    this.dirty = new Map();
    return news;
  }

  all(): readonly AwarenessEntry[] {
    return [...this.states].map(([client, { clock, json }]) => ({ client, clock, json }));
  }

  private owns(owner: PresenceOwner, entry: AwarenessEntry, bindings: Bindings): boolean {
    if (owner.awarenessClient !== null) return owner.awarenessClient === entry.client;
    if (entry.json === NULL_STATE || !bindings.mayUse(entry.client, owner.principal.id)) return false;
    // A new connection of the same person takes its client id over from a dead one that nobody has noticed yet.
    const before = this.states.get(entry.client)?.owner;
    if (before !== undefined) {
      if (before.principal.id !== owner.principal.id) return false;
      before.awarenessClient = null;
    }
    owner.awarenessClient = entry.client;
    bindings.reserve(entry.client, owner.principal.id);
    return true;
  }

  private update(owner: PresenceOwner, { client, clock, json }: AwarenessEntry): string | null {
    const current = this.states.get(client);
    if (json === NULL_STATE) {
      if (current !== undefined && clock >= current.clock) this.remove(client, clock);
      return null;
    }
    if (current !== undefined && clock <= current.clock && current.owner.id === owner.id) return null;
    if (json.length > this.maxBytes || byteLength(json) > this.maxBytes)
      return `a state of more than ${this.maxBytes} bytes`;
    const stamped = stamp(json, owner.principal);
    if (stamped === null) return 'a state that is no JSON object';
    this.states.set(client, { owner, clock, json: stamped });
    this.dirty.set(client, { client, clock, json: stamped });
    return null;
  }

  private remove(client: number, clock: number): void {
    this.states.delete(client);
    this.dirty.set(client, { client, clock, json: NULL_STATE });
  }
}

const encoder = new TextEncoder();
const byteLength = (text: string): number => encoder.encode(text).length;

/** The state with the server's word on who it is; null when it is not an object. */
function stamp(json: string, { id, name, function: plantFunction }: Principal): string | null {
  try {
    const state: unknown = JSON.parse(json);
    if (typeof state !== 'object' || state === null || Array.isArray(state)) return null;
    return JSON.stringify({ ...state, user: { id, name, function: plantFunction } });
  } catch {
    return null;
  }
}
