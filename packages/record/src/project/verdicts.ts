/** What functions have answered, assessed, decided and accepted: the last word of each counts, all stay in the record. */
import type { PlantFunction } from '@chartroom/domain';
import type { Entry } from '../entry.ts';
import type { KnownEntry, Payload } from '../kinds/index.ts';
import type { BoardRole, EntryKind } from '../kinds/names.ts';
import { CopyOnWriteMap } from './copy-on-write-map.ts';

/** Something said, with who said it for which function, and when. */
export interface Said<P> {
  readonly payload: P;
  readonly actor: string;
  readonly function: PlantFunction;
  /** Whoever said it was a facilitator then. */
  readonly asFacilitator?: true;
  readonly at: string;
  readonly seq: number;
}

/** Each in the order of the last words. */
export interface Verdicts {
  /** By question. */
  readonly answers: ReadonlyMap<string, Said<Payload<'answer'>>>;
  /** By risk. */
  readonly assessments: ReadonlyMap<string, Said<Payload<'assess'>>>;
  /** By decision. */
  readonly decisions: ReadonlyMap<string, Said<Payload<'decide'>>>;
  /** By `<decision> <principal>`. */
  readonly stances: ReadonlyMap<string, Said<Payload<'stance'>>>;
  /** By `<finding key> <function>`. */
  readonly acceptances: ReadonlyMap<string, Said<Payload<'accept'>>>;
  /** By function. */
  readonly ready: ReadonlyMap<PlantFunction, Said<Payload<'ready'>>>;
}

export const VERDICT_KINDS = [
  'answer',
  'assess',
  'decide',
  'stance',
  'accept',
  'ready',
] as const satisfies readonly EntryKind[];
export type VerdictEntry = KnownEntry<(typeof VERDICT_KINDS)[number]>;

/** What somebody was when they said it. */
export interface Speaker {
  readonly function: PlantFunction;
  /** null for somebody who was no member. */
  readonly role: BoardRole | null;
}

/** Whoever speaks twice about one thing speaks last: rules take the last word of a function. */
class LastWords<P, K = string> {
  readonly #map = new CopyOnWriteMap<K, Said<P>>();

  add(key: K, { payload, actor, at, seq }: Entry<P>, as: Speaker): void {
    const facilitator = as.role === 'facilitator' ? ({ asFacilitator: true } as const) : {};
    this.#map.setLast(key, { payload, actor, function: as.function, ...facilitator, at, seq });
  }

  get value(): ReadonlyMap<K, Said<P>> {
    return this.#map.value;
  }
}

export class VerdictsBuilder {
  readonly #answers = new LastWords<Payload<'answer'>>();
  readonly #assessments = new LastWords<Payload<'assess'>>();
  readonly #decisions = new LastWords<Payload<'decide'>>();
  readonly #stances = new LastWords<Payload<'stance'>>();
  readonly #acceptances = new LastWords<Payload<'accept'>>();
  readonly #ready = new LastWords<Payload<'ready'>, PlantFunction>();
  #value: Verdicts | null = null;

  add(entry: VerdictEntry, as: Speaker): void {
    this.#value = null;
    switch (entry.kind) {
      case 'answer':
        return this.#answers.add(entry.payload.question, entry, as);
      case 'assess':
        return this.#assessments.add(entry.payload.risk, entry, as);
      case 'decide':
        return this.#decisions.add(entry.payload.decision, entry, as);
      case 'stance':
        return this.#stances.add(`${entry.payload.decision} ${entry.actor}`, entry, as);
      case 'accept':
        return this.#acceptances.add(`${entry.payload.key} ${as.function}`, entry, as);
      case 'ready':
        return this.#ready.add(as.function, entry, as);
    }
  }

  /** The same object until something is said; so is each map in it. */
  get value(): Verdicts {
    return (this.#value ??= {
      answers: this.#answers.value,
      assessments: this.#assessments.value,
      decisions: this.#decisions.value,
      stances: this.#stances.value,
      acceptances: this.#acceptances.value,
      ready: this.#ready.value,
    });
  }
}
