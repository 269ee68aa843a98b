/**
 * Who is here, from the awareness states of a board: one entry a principal, however many tabs they have open.
 * Names and functions are what the server stamped; places and drafts are what people's own screens say.
 */
import type { Author, Peer, Place } from './contract.ts';
import type { PlantFunction } from '@chartroom/server/api';

/** What one tab says of itself; `principal` is the server's word. */
export interface Presence {
  readonly clientId: number;
  /** When the last word of this tab arrived, in milliseconds; larger is later. */
  readonly heardAtMs: number;
  readonly state: unknown;
}

export const NOWHERE: Place = { view: 'map', record: null, field: null };

/** Merges tabs into people: the self first, then by name. A tab that the server has not stamped is left out. */
export function peersOf(
  presences: Iterable<Presence>,
  me: Author,
  place: Place,
  draft: string | null,
): readonly Peer[] {
  const people = new Map<string, { peer: Peer; heardAtMs: number }>();
  for (const { state, heardAtMs } of presences) {
    const principal = principalOf(state);
    if (!principal || principal.id === me.id) continue;
    const known = people.get(principal.id);
    const text = draftOf(state);
    // The tab heard last says where somebody is; a draft in any tab is a draft.
    if (!known || heardAtMs > known.heardAtMs) {
      const peer = { principal, place: placeOf(state), self: false, draft: text ?? known?.peer.draft ?? null };
      people.set(principal.id, { peer, heardAtMs });
    } else if (known.peer.draft === null && text !== null) {
      people.set(principal.id, { ...known, peer: { ...known.peer, draft: text } });
    }
  }
  const others = [...people.values()].map(({ peer }) => peer);
  others.sort((a, b) => a.principal.name.localeCompare(b.principal.name) || (a.principal.id < b.principal.id ? -1 : 1));
  return [{ principal: me, place, self: true, draft }, ...others];
}

/** True when both lists would look the same, so that nobody is woken by a keep-alive. */
export function samePeers(a: readonly Peer[], b: readonly Peer[]): boolean {
  return a.length === b.length && a.every((peer, index) => samePeer(peer, b[index]));
}

function samePeer(a: Peer, b: Peer | undefined): boolean {
  return (
    b !== undefined &&
    a.principal.id === b.principal.id &&
    a.principal.name === b.principal.name &&
    a.principal.function === b.principal.function &&
    a.draft === b.draft &&
    samePlace(a.place, b.place)
  );
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.view === b.view && a.record === b.record && a.field === b.field;

const FUNCTIONS: ReadonlySet<string> = new Set(['OPS', 'QUA', 'IT', 'OTHER']);
const KINDS: ReadonlySet<string> = new Set(['visitor', 'user', 'token', 'server']);

function principalOf(state: unknown): Author | null {
  const user = field(state, 'user');
  const id = field(user, 'id');
  const name = field(user, 'name');
  if (typeof id !== 'string' || typeof name !== 'string') return null;
  const plantFunction = field(user, 'function');
  const kind = field(user, 'kind');
  return {
    id,
    name,
    function:
      typeof plantFunction === 'string' && FUNCTIONS.has(plantFunction) ? (plantFunction as PlantFunction) : 'OTHER',
    kind: typeof kind === 'string' && KINDS.has(kind) ? (kind as Author['kind']) : 'visitor',
  };
}

function placeOf(state: unknown): Place {
  const place = field(state, 'place');
  const view = field(place, 'view');
  return {
    view: typeof view === 'string' ? view : NOWHERE.view,
    record: textOrNull(field(place, 'record')),
    field: textOrNull(field(place, 'field')),
  };
}

const draftOf = (state: unknown): string | null => textOrNull(field(state, 'draft'));
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
