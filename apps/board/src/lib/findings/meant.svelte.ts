/**
 * The part of a view that the shown finding is repaired in, where that is no field of a record: it is brought into
 * sight and has the focus once, when one is led there. Make one while a component is being set up.
 */
import { tick } from 'svelte';
import { selection } from '#lib/shell/selection.svelte.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { placeOf } from './places.ts';

const FOCUSABLE = ':is(button, input, textarea, a[href], [contenteditable="true"]):not([data-sign])';

export class Meant {
  readonly #board: BoardStore;

  /** The spot, as places name it; null when none is meant. */
  readonly spot: string | null = $derived.by(() => {
    const key = selection.finding;
    const finding = key === null ? undefined : this.#board.analysis.findings.find((one) => one.key === key);
    const place = finding ? placeOf(finding) : null;
    return place?.view === selection.view ? place.spot : null;
  });

  constructor(board: BoardStore, find: (spot: string) => HTMLElement | null) {
    this.#board = board;
    let led = '';
    $effect(() => {
      const { spot } = this;
      const at = `${selection.finding}`;
      if (spot === null || at === led) return;
      led = at;
      void tick().then(() => {
        const element = find(spot);
        element?.scrollIntoView({ block: 'nearest' });
        element?.querySelector<HTMLElement>(FOCUSABLE)?.focus({ preventScroll: true });
      });
    });
  }
}
