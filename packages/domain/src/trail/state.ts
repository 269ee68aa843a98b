/**
 * Everything that stands in a document as scalars by place: what changes are compared against, and what replaying them
 * comes to. Holds what readers cannot make sense of too, so that no change of it goes untold.
 */
import { compareText } from '../order/order-key.ts';
import { isEntityRoot, type FieldValues, type Place, type TrailValue } from './change.ts';

const sorted = <V>(entries: Iterable<readonly [string, V]>): (readonly [string, V])[] =>
  [...entries].sort(([a], [b]) => compareText(a, b));

export class TrailState {
  /** Of rows, long texts, and fields of the board, the process and `meta`. Only what stands. */
  readonly #values = new Map<string, Map<string, TrailValue>>();
  readonly #records = new Map<string, Map<string, Map<string, TrailValue>>>();

  value({ root, key, field }: Place): TrailValue {
    if (isEntityRoot(root))
      return (
        this.#records
          .get(root)
          ?.get(key)
          ?.get(field ?? '') ?? null
      );
    return this.#values.get(root)?.get(field ?? key) ?? null;
  }

  /** Sets a value; null takes it away. A record that is not there takes none: answers whether it was taken. */
  set({ root, key, field }: Place, value: TrailValue): boolean {
    let values: Map<string, TrailValue> | undefined;
    if (isEntityRoot(root)) values = this.#records.get(root)?.get(key);
    else if ((values = this.#values.get(root)) === undefined) this.#values.set(root, (values = new Map()));
    if (values === undefined) return false;
    const name = isEntityRoot(root) ? (field ?? '') : (field ?? key);
    if (value === null) values.delete(name);
    else values.set(name, value);
    return true;
  }

  has(root: string, id: string): boolean {
    return this.#records.get(root)?.has(id) === true;
  }

  /** Ids of the records of a kind. */
  ids(root: string): Iterable<string> {
    return this.#records.get(root)?.keys() ?? [];
  }

  /** Keys of the rows of a kind that stand. */
  rows(root: string): Iterable<string> {
    return this.#values.get(root)?.keys() ?? [];
  }

  /** Fields of a record by name; empty for one that is not there. */
  fields(root: string, id: string): FieldValues {
    return sorted(this.#records.get(root)?.get(id) ?? []);
  }

  create(root: string, id: string, fields: FieldValues): void {
    let records = this.#records.get(root);
    if (records === undefined) this.#records.set(root, (records = new Map()));
    records.set(id, new Map(fields.filter(([, value]) => value !== null)));
  }

  remove(root: string, id: string): void {
    this.#records.get(root)?.delete(id);
  }

  /** Everything that stands, in order: two states are the same where this is. */
  get everything(): readonly (readonly [root: string, key: string, value: TrailValue | FieldValues])[] {
    const values = sorted(this.#values).flatMap(([root, all]) =>
      sorted(all).map(([key, value]) => [root, key, value] as const),
    );
    const records = sorted(this.#records).flatMap(([root, all]) =>
      sorted(all).map(([id]) => [root, id, this.fields(root, id)] as const),
    );
    return [...values, ...records];
  }
}
