/**
 * What the address bar says is selected: board, view, record, field, and the state of the process that is shown. Selecting something is going to its address,
 * so that every place can be linked to and the browser's own back works.
 */
import { goto } from '$app/navigation';
import { page } from '$app/state';
import {
  addressOf,
  parseRecord,
  pathOf,
  type Address,
  type RecordRef,
  type ShownState,
  type ViewName,
} from './address.ts';

export interface Target {
  readonly view?: ViewName;
  /** `step/<id>`; null closes the record. */
  readonly record?: string | null;
  readonly field?: string | null;
  readonly state?: ShownState;
  /** The record whose trace is shown; null ends it. */
  readonly explain?: string | null;
  /** The key of a finding to show where it stands; null ends it, and so does going anywhere else. */
  readonly finding?: string | null;
  /** Which findings or threads a list shows; null shows all. */
  readonly show?: string | null;
  /** The thread that is read, or `NEW_THREAD`; null ends it, and so does going anywhere else. */
  readonly thread?: string | null;
  /** What was said in it that is meant. */
  readonly comment?: string | null;
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
  /** The process as agreed, as it is today, or the difference. */
  get state(): ShownState {
    return this.#address.state;
  }
  /** The record whose trace is shown, or null. */
  get explain(): string | null {
    return this.#address.explain ?? null;
  }
  /** The key of the finding that is shown where it stands, or null. */
  get finding(): string | null {
    return this.#address.finding ?? null;
  }
  /** Which findings the list of findings shows; empty for all. */
  get show(): string {
    return this.#address.show ?? '';
  }
  /** The thread that is read, `NEW_THREAD`, or null. */
  get thread(): string | null {
    return this.#address.thread ?? null;
  }
  /** What was said in it that is meant, or null. */
  get comment(): string | null {
    return this.#address.comment ?? null;
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

const SHOWS_TRACE: ReadonlySet<ViewName> = new Set(['map', 'outputs']);

/** The link to a target on this board. */
export function hrefTo(target: Target): string {
  const record = target.record === undefined ? selection.record : target.record;
  const field = target.field === undefined ? (target.record === undefined ? selection.field : null) : target.field;
  const view = target.view ?? selection.view;
  // A trace stays while one goes from record to record, in the views that show it.
  const explain = target.explain === undefined ? (SHOWS_TRACE.has(view) ? selection.explain : null) : target.explain;
  const stays = target.view === undefined && target.record === undefined;
  const finding = target.finding === undefined ? (stays ? selection.finding : null) : target.finding;
  const show = target.show === undefined ? (view === selection.view ? selection.show : null) : target.show;
  const thread = target.thread === undefined ? (stays ? selection.thread : null) : target.thread;
  const sameThread = stays && thread === selection.thread;
  const comment = target.comment === undefined ? (sameThread ? selection.comment : null) : target.comment;
  const address: Address = {
    board: selection.board,
    view,
    record,
    field,
    state: target.state ?? selection.state,
    ...(explain ? { explain } : {}),
    ...(finding ? { finding } : {}),
    ...(show ? { show } : {}),
    ...(thread ? { thread } : {}),
    ...(thread && comment ? { comment } : {}),
  };
  return pathOf(address);
}
