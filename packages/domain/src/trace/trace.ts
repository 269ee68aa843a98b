/**
 * From one output back to where its data is first recorded: a plain frozen value, all of it addresses, so that a screen
 * can mark every record and the charter can print it. Built by `traceOutput`; says nothing that the board does not say.
 */
import type { SubjectRef } from '../findings/finding.ts';
import type { DataUse, Meaning, PlantFunction, RoleUse, Scope } from '../schema/vocabulary.ts';
import type { Fields } from '../schema/fields.ts';
import type { Weakness } from './weakness.ts';

/** A field as it is said; null in a trace where nobody said. */
type Said<K extends 'output' | 'interface' | 'dataObject', F extends keyof Fields<K>> = NonNullable<Fields<K>[F]>;
export type OutputKind = Said<'output', 'kind'>;
export type Relevance = Said<'output', 'relevance'>;
export type DataCategory = Said<'dataObject', 'category'>;
export type ValidationStatus = Said<'interface', 'status'>;
export type Mechanism = Said<'interface', 'mechanism'>;
export type Transformation = Said<'interface', 'transformation'>;
export type Reconciliation = Said<'interface', 'reconciliation'>;

/** What people call a record that the trace names. */
export interface RecordName {
  /** `D4`, `MES`, `2`, initials of a person; '' for a record that is not on the board. */
  readonly label: string;
  /** Title or name as it was typed, '' without one. Where it is the label itself (a system), the same again. */
  readonly name: string;
  /** Deleted, or never there. */
  readonly gone: boolean;
}

/** Somebody who is said to answer (code A) or to be able to refuse (V). */
export interface OwnerTrace {
  readonly function: PlantFunction;
  /** `person/<id>` as the row names them; null where it names nobody. */
  readonly person: SubjectRef | null;
  /** An active person of that very function, which is one of operations, quality and IT. */
  readonly stands: boolean;
}

export interface ApproverTrace {
  readonly function: PlantFunction;
  readonly person: SubjectRef | null;
  readonly meaning: Meaning | null;
  /** An active person of that function, and a meaning (rule P07 is silent). */
  readonly stands: boolean;
}

/** The way of one data object from one system to another. */
export interface WayTrace {
  /** `same`: one system on both ends. `broken`: no live interfaces that carry it lead there. */
  readonly kind: 'same' | 'path' | 'broken';
  readonly data: SubjectRef;
  readonly from: SubjectRef;
  readonly to: SubjectRef;
  /** In order; empty unless `kind` is `path`. */
  readonly interfaces: readonly SubjectRef[];
}

/** A step that creates, updates or decides the data object. */
export interface WritingStep {
  readonly step: SubjectRef;
  /** 0-based, in process order. */
  readonly position: number;
  readonly uses: readonly DataUse[];
  readonly collects: readonly SubjectRef[];
  readonly records: readonly SubjectRef[];
  /** One a collecting system, to the nearest record system; empty without either end. */
  readonly captures: readonly WayTrace[];
  readonly owners: readonly OwnerTrace[];
}

/** Where the data object is reviewed, released or shown to an auditor. */
export interface ReviewTrace {
  readonly step: SubjectRef;
  readonly position: number;
  readonly system: SubjectRef;
  readonly uses: readonly RoleUse[];
  /** From the nearest system of record; null without one. */
  readonly way: WayTrace | null;
  readonly owners: readonly OwnerTrace[];
}

export interface FeedTrace {
  readonly data: SubjectRef;
  /** The system that feeds the output with it. */
  readonly system: SubjectRef;
  /** Which of the two is not on the board. */
  readonly gone: readonly SubjectRef[];
  readonly category: DataCategory | null;
  readonly regulated: boolean;
  /** Accountable rows of the data object. */
  readonly owners: readonly OwnerTrace[];
  /** Who may refuse it (V). */
  readonly refusers: readonly OwnerTrace[];
  /** `parts`: several systems, each the record of a part. */
  readonly home: 'none' | 'one' | 'several' | 'parts';
  readonly systemsOfRecord: readonly SubjectRef[];
  /** From the nearest system of record to the feeding system; null without a system of record. */
  readonly supply: WayTrace | null;
  /** From each system of record to the feeding system, in the order of `systemsOfRecord`. */
  readonly ways: readonly WayTrace[];
  /** On to the output's record system; null where that is not stated or is the feeding system. */
  readonly onward: WayTrace | null;
  /** In process order. */
  readonly writes: readonly WritingStep[];
  readonly reviews: readonly ReviewTrace[];
  /** The worst of this feed alone; null when it is sound. */
  readonly weakest: Weakness | null;
}

/** An interface on a way of the trace (capture, supply, onward), with the evidence that there is for it. */
export interface InterfaceTrace {
  readonly interface: SubjectRef;
  readonly from: SubjectRef | null;
  readonly to: SubjectRef | null;
  /** Feeds on whose ways it lies: positions in `OutputTrace.feeds`. */
  readonly feeds: readonly number[];
  readonly carriesRegulated: boolean;
  readonly scopes: readonly Scope[];
  /** `unassessed` where nobody said. */
  readonly status: ValidationStatus;
  readonly mechanism: Mechanism | null;
  readonly transformation: Transformation | null;
  readonly reconciliation: Reconciliation | null;
  readonly owners: readonly OwnerTrace[];
  /** In some validation scope, or not required for a reason (I01); a conversion in the scope of transformation (I02). */
  readonly evidenced: boolean;
}

/** What to mark on the map, as addresses: writing steps, systems, interfaces of the ways, data objects. */
export interface OnMap {
  readonly steps: ReadonlySet<SubjectRef>;
  readonly systems: ReadonlySet<SubjectRef>;
  readonly interfaces: ReadonlySet<SubjectRef>;
  readonly data: ReadonlySet<SubjectRef>;
}

export interface OutputTrace {
  readonly output: SubjectRef;
  readonly kind: OutputKind | null;
  readonly relevance: Relevance | null;
  readonly citations: readonly string[];
  /** null where none is stated. */
  readonly recordSystem: SubjectRef | null;
  readonly owners: readonly OwnerTrace[];
  readonly approvers: readonly ApproverTrace[];
  /** By data object in label order, then by system. */
  readonly feeds: readonly FeedTrace[];
  /** Every interface on the feeds' ways, in label order. */
  readonly interfaces: readonly InterfaceTrace[];
  /** All, worst first; of equally bad ones the output's own first, then in the order of the feeds. */
  readonly weaknesses: readonly Weakness[];
  /** The first of `weaknesses`; null when the output is sound. */
  readonly weakest: Weakness | null;
  readonly onMap: OnMap;
  /** Every record that the trace names, by address. */
  readonly names: Readonly<Record<SubjectRef, RecordName>>;
}
