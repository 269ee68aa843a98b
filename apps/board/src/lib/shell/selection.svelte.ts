/**
 * What the address bar says is selected: board, view, record, field. Selecting something is going to its address,
 * so that every place can be linked to and the browser's own back works.
 */
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { addressOf, parseRecord, pathOf, type Address, type RecordRef, type ViewName } from './address.ts';

export interface Target {
  readonly view?: ViewName;
  /** `step/<id>`; null closes the record. */
  readonly record?: string | null;
  readonly field?: string | null;
}

class Selection {
  readonly #address = $derived(addressOf(page.params['board'] ?? '', page.params['view'], page.url.searchParams));

  get board(): string {
    return this.#address.board;
  }
  get view(): ViewName {
    return this.#address.view;
  }
  /** `step/<id>`, or null. */
  get record(): string | null {
    return this.#address.record;
  }
  get field(): string | null {
    return this.#address.field;
  }
  /** Kind and id of the selected record, or null. */
  get ref(): RecordRef | null {
    return parseRecord(this.#address.record);
  }

  is(record: string): boolean {
    return this.#address.record === record;
  }

  /** Goes to `target`; what it leaves out stays as it is, except that a new record starts without a field. */
  go(target: Target, { replace = false } = {}): void {
    void goto(hrefTo(target), { reset: false, replace });
  }

  select(record: string | null, field: string | null = null): void {
    if (record === this.record && field === this.field) return;
    this.go({ record, field });
  }

  /** The selected record's field, without a new entry in the browser's history. */
  focusField(field: string | null): void {
    if (this.record === null || field === this.field) return;
    this.go({ field }, { replace: true });
  }
}

export const selection = new Selection();

/** The link to a target on this board. */
export function hrefTo(target: Target): string {
  const record = target.record === undefined ? selection.record : target.record;
  const field = target.field === undefined ? (target.record === undefined ? selection.field : null) : target.field;
  const address: Address = { board: selection.board, view: target.view ?? selection.view, record, field };
  return pathOf(address);
}
