/** Says where this tab is and hears where everybody else is. One topic for the list, one a record that somebody is on. */
import type { Awareness } from 'y-protocols/awareness';
import type { Author, Peer, Place } from './contract.ts';
import { NOWHERE, peersOf, samePeers, samePlace, type Presence as Heard } from './peers.ts';
import { Topics } from './topics.ts';

const ALL = '*';
const DRAFT_PAUSE_MS = 80;
/** The server refuses an awareness state over 2 KB. */
const LONGEST_DRAFT = 400;

export class Presence {
  readonly #awareness: Awareness;
  readonly #me: () => Author;
  readonly #topics = new Topics();
  #place: Place = NOWHERE;
  #draft: string | null = null;
  #peers: readonly Peer[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(awareness: Awareness, me: () => Author) {
    this.#awareness = awareness;
    this.#me = me;
    this.#peers = this.#read();
    awareness.on('change', this.#changed);
    this.#say();
  }

  /** Self first, then by name. */
  get peers(): readonly Peer[] {
    this.#topics.read(ALL);
    return this.#peers;
  }

  /** The others on a record, or on one field of it. */
  at(record: string, field?: string): readonly Peer[] {
    this.#topics.read(record);
    return this.#peers.filter(
      (peer) => !peer.self && peer.place.record === record && (field === undefined || peer.place.field === field),
    );
  }

  visit(place: Place): void {
    if (samePlace(place, this.#place)) return;
    this.#place = place;
    this.#draft = null;
    this.#say();
    this.#update();
  }

  /** What is being typed into a field of the record that this tab is on; null when it was committed or left. */
  drafting(field: string, text: string | null): void {
    this.#draft = text === null ? null : text.slice(0, LONGEST_DRAFT);
    if (text !== null && this.#place.field !== field) this.#place = { ...this.#place, field };
    clearTimeout(this.#timer);
    if (text === null) this.#say();
    else this.#timer = setTimeout(() => this.#say(), DRAFT_PAUSE_MS);
  }

  /** Something is typed here and not committed. */
  get isTyping(): boolean {
    return this.#draft !== null;
  }

  /** The own name or function changed: others hear it with the next word of this tab. */
  refresh(): void {
    this.#say();
    this.#update();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#awareness.off('change', this.#changed);
  }

  #say(): void {
    clearTimeout(this.#timer);
    this.#awareness.setLocalState({ place: this.#place, draft: this.#draft });
  }

  readonly #changed = (): void => this.#update();

  #read(): readonly Peer[] {
    const heard: Heard[] = [];
    for (const [clientId, state] of this.#awareness.getStates()) {
      if (clientId === this.#awareness.clientID) continue;
      heard.push({ clientId, state, heardAtMs: this.#awareness.meta.get(clientId)?.lastUpdated ?? 0 });
    }
    return peersOf(heard, this.#me(), this.#place, this.#draft);
  }

  #update(): void {
    const before = this.#peers;
    const after = this.#read();
    if (samePeers(before, after)) return;
    this.#peers = after;
    const records = [...before, ...after].flatMap(({ place }) => (place.record ? [place.record] : []));
    this.#topics.changed(new Set([ALL, ...records]));
  }
}
