/**
 * The trace that is shown: of which record, what it consists of, and what of the map lies on it. One for each open
 * board; the views that show it find it by context. Read it in markup or a `$derived`; nothing is computed without a reader.
 */
import { TRACEABLE, type Dependents, type OutputTrace, type Traceable } from '@chartroom/domain';
import { createContext } from 'svelte';
import { later, type Later } from '#lib/later/later.svelte.ts';
import { m } from '#lib/messages/index.ts';
import { parseRecord } from '#lib/shell/address.ts';
import { selection } from '#lib/shell/selection.svelte.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import type { MapMarks } from './map-marks.ts';
import { nameOf } from './names.ts';
import type { Tracing } from './tracing.ts';

/** A trace that is shown is empty until this is here. */
export const TRACING: Later<Tracing> = later(() => import('./tracing.ts'));

export type TraceableKind = Traceable;
export const isTraceable = (kind: string): kind is Traceable => (TRACEABLE as readonly string[]).includes(kind);

export class TraceState {
  readonly #board: BoardStore;

  constructor(board: BoardStore) {
    this.#board = board;
  }

  /** The record whose trace is shown, as long as it is on the board. */
  readonly record: string | null = $derived.by(() => {
    const ref = parseRecord(selection.explain);
    if (ref === null || (ref.kind !== 'output' && !isTraceable(ref.kind))) return null;
    return this.#board.entity(ref.kind, ref.id)?.state === 'live' ? `${ref.kind}/${ref.id}` : null;
  });
  readonly isOutput: boolean = $derived(this.record?.startsWith('output/') ?? false);

  /** What an output rests on; null while none is explained. */
  readonly output: OutputTrace | null = $derived.by(() => {
    const { record, isOutput } = this;
    return record !== null && isOutput
      ? (TRACING.value?.traceOutput(this.#board.facts, record.slice(7)) ?? null)
      : null;
  });
  /** What depends on a record; null while none is asked about. */
  readonly dependents: Dependents | null = $derived.by(() => {
    const { record, isOutput } = this;
    return record !== null && !isOutput ? (TRACING.value?.dependentsOf(this.#board.facts, record) ?? null) : null;
  });
  /** On the map of what is agreed: a trace says nothing of how it is today. */
  readonly isOnMap: boolean = $derived(this.record !== null && selection.state === 'to-be');
  readonly marks: MapMarks | null = $derived.by(() => {
    const tracing = TRACING.value;
    if (!this.isOnMap || tracing === null) return null;
    if (this.output) return tracing.marksOfTrace(this.output);
    return this.dependents ? tracing.marksOfDependents(this.dependents) : null;
  });

  /** "R1 Batch production and control record" */
  readonly name = $derived.by(() =>
    this.record === null ? { label: '', title: '' } : nameOf(this.#board, this.record),
  );
  /** What a screen reader hears of everything that is marked. */
  readonly said: string = $derived.by(() =>
    this.record === null
      ? ''
      : this.isOutput
        ? m.trace.onTraceOf(this.name.label)
        : m.trace.dependsOn(this.name.label || this.name.title),
  );

  /** Shows the trace of a record; an output's with its explanation beside it. */
  show(record: string): void {
    selection.go({ record, explain: record, state: 'to-be' });
  }
  /** Ends it; an explanation is closed with it, a record that was looked at stays. */
  end(): void {
    const closes = this.isOutput && selection.record === this.record;
    selection.go({ explain: null, ...(closes ? { record: null } : {}) });
  }
}

const [read, provide] = createContext<TraceState>();
/** The trace of the open board; call while a component is being set up. */
export const getTrace = read;
export const provideTrace = provide;
