/**
 * What somebody is typing into a form of a verdict: kept with every key as a draft of the board, so that closing the row
 * or the panel loses nothing, and gone once it was said or given up.
 */
import type { Drafts } from '#lib/discussion/drafts.ts';

export class UnsentForm<V extends Readonly<Record<string, string>>> {
  readonly #drafts: Drafts;
  readonly #place: string;
  readonly #empty: V;
  values: V;

  /** `place`: which form of which record; call while a component is being set up. */
  constructor(drafts: Drafts, place: string, empty: V) {
    this.#drafts = drafts;
    this.#place = `say/${place}`;
    this.#empty = empty;
    const kept = drafts.read(this.#place)?.fields ?? {};
    let values = $state({ ...empty, ...known(kept, empty) });
    this.values = values;
    $effect(() => this.#keep({ ...this.values }));
  }

  /** Something is in it that was not said. */
  get isBegun(): boolean {
    return differs(this.values, this.#empty);
  }

  clear(): void {
    Object.assign(this.values, this.#empty);
    this.#drafts.discard(this.#place);
  }

  #keep(values: V): void {
    if (differs(values, this.#empty)) this.#drafts.keep(this.#place, { body: '', fields: values }, Date.now());
    else this.#drafts.discard(this.#place);
  }
}

const differs = (values: Readonly<Record<string, string>>, empty: Readonly<Record<string, string>>): boolean =>
  Object.keys(empty).some((name) => values[name] !== empty[name]);

/** What was kept by another version may hold other fields. */
const known = <V extends Readonly<Record<string, string>>>(
  kept: Readonly<Record<string, unknown>>,
  empty: V,
): Partial<V> =>
  Object.fromEntries(
    Object.keys(empty).flatMap((name) => (typeof kept[name] === 'string' ? [[name, kept[name]]] : [])),
  ) as Partial<V>;
