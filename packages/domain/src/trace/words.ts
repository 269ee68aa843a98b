/**
 * The shape of a catalog of the trace: every sentence, as a function of the phrases that it names, so that a second
 * language can put them in its own order. A missing sentence or value of the board does not compile.
 */
import type { DataUse, Meaning, PlantFunction, RoleUse, Scope } from '../schema/vocabulary.ts';
import type { Phrase } from './phrase.ts';
import type {
  DataCategory,
  Mechanism,
  OutputKind,
  Reconciliation,
  Relevance,
  Transformation,
  ValidationStatus,
} from './trace.ts';
import type { WeaknessKind } from './weakness.ts';

/** Somebody who answers or approves, as words: the person is null where nobody is named. */
export interface SaidPerson {
  readonly function: PlantFunction;
  readonly person: Phrase | null;
  readonly stands: boolean;
}

/** Records at which a weakness lies, as phrases, in the order of `Weakness.at`; empty where there is none of a kind. */
export interface WeaknessPlaces {
  readonly output: Phrase;
  readonly data: Phrase;
  readonly interface: Phrase;
  /** The owned record of any kind. */
  readonly owned: Phrase;
  readonly person: Phrase;
  readonly function: string;
  readonly systems: readonly Phrase[];
  readonly steps: readonly Phrase[];
}

export interface InterfaceSaid {
  readonly interface: Phrase;
  readonly from: Phrase;
  readonly to: Phrase;
  readonly scopes: readonly Scope[];
  readonly status: ValidationStatus;
  readonly mechanism: Mechanism | null;
  readonly transformation: Transformation | null;
  readonly reconciliation: Reconciliation | null;
  readonly owners: readonly SaidPerson[];
}

export interface TraceWords {
  /** BCP 47. */
  readonly lang: string;
  /** What stands for a record that is not on the board. */
  readonly gone: string;
  /** "step 2", "step Weighing 2". */
  readonly step: (step: Phrase) => Phrase;
  readonly functions: Readonly<Record<PlantFunction, string>>;
  readonly output: (
    output: Phrase,
    said: {
      readonly kind: OutputKind;
      readonly relevance: Relevance | null;
      readonly citations: readonly string[];
      readonly recordSystem: Phrase | null;
    },
  ) => Phrase;
  readonly owners: (owned: Phrase, owners: readonly SaidPerson[]) => Phrase;
  readonly approver: (said: SaidPerson & { readonly meaning: Meaning | null }) => Phrase;
  readonly noFeed: (kind: OutputKind) => Phrase;
  /** The line of a feed: when it is written, where it is held, how it gets there. */
  readonly feed: (data: Phrase, written: readonly Phrase[], held: Phrase) => Phrase;
  readonly feedGone: (data: Phrase, system: Phrase) => Phrase;
  readonly written: (use: Exclude<DataUse, 'use'>, steps: readonly Phrase[]) => Phrase;
  readonly held: {
    /** The feeding system is the system of record. */
    readonly itself: (system: Phrase) => Phrase;
    readonly carried: (home: Phrase, interfaces: readonly Phrase[], system: Phrase) => Phrase;
    readonly unfed: (home: Phrase, system: Phrase, kind: OutputKind, category: DataCategory) => Phrase;
    readonly nowhere: (kind: OutputKind, category: DataCategory) => Phrase;
    readonly several: (homes: readonly Phrase[]) => Phrase;
    readonly parts: (homes: readonly Phrase[], system: Phrase) => Phrase;
  };
  readonly onward: (data: Phrase, system: Phrase, interfaces: readonly Phrase[], recordSystem: Phrase) => Phrase;
  readonly cutOff: (data: Phrase, system: Phrase, recordSystem: Phrase, kind: OutputKind) => Phrase;
  readonly capture: (step: Phrase, system: Phrase, interfaces: readonly Phrase[], record: Phrase) => Phrase;
  readonly notCaptured: (step: Phrase, system: Phrase, record: Phrase) => Phrase;
  readonly review: (step: Phrase, system: Phrase, uses: readonly RoleUse[]) => Phrase;
  readonly interface: (said: InterfaceSaid) => Phrase;
  readonly sound: (output: Phrase) => Phrase;
  readonly weakest: (weakness: Phrase) => Phrase;
  readonly also: (weakness: Phrase) => Phrase;
  readonly weaknesses: Readonly<Record<WeaknessKind, (at: WeaknessPlaces) => Phrase>>;
}
