/**
 * What a view may ask of the open board. Every getter and method that reads is reactive (fine-grained: one topic a
 * record and one a list), so a component re-renders only for what it read. Views never touch Yjs or the socket.
 */
import type {
  Analysis,
  AnalysisInput,
  Entity,
  EntityKind,
  Facts,
  Fields,
  Finding,
  Fix,
  Mutation,
  Refusal,
  Relations,
  Row,
  RowKind,
  SingleKind,
  Snapshot,
  Weighty,
} from '@chartroom/domain';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Author } from './author.ts';
import type { RecordStore } from './record-contract.ts';

export type { Author };

/** Where somebody is, by meaning: a view, a record (`step/<id>`) and a field of it. */
export interface Place {
  readonly view: string;
  readonly record: string | null;
  readonly field: string | null;
}

export interface Peer {
  /** One entry a principal, however many tabs. */
  readonly principal: Author;
  readonly place: Place;
  /** True for the person at this screen. */
  readonly self: boolean;
  /** What they are typing into `place.field` and have not committed yet; null when nothing. */
  readonly draft: string | null;
}

export type SaveState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly unsent: number }
  | { readonly kind: 'offline'; readonly unsent: number; readonly sinceMs: number; readonly retryAtMs: number | null }
  | { readonly kind: 'read-only'; readonly reason: string };

/** A long text, for the one editor that binds to it: typing wakes nothing else. */
export interface LongText {
  readonly fragment: Y.XmlFragment;
  readonly awareness: Awareness;
}

export interface PerformOptions {
  readonly quiet?: boolean;
  readonly reason?: string | undefined;
}

export interface BoardStore {
  readonly id: string;
  readonly me: Author;
  /** False until the first content is there (from the local copy or the server). */
  readonly ready: boolean;

  entities<K extends EntityKind>(kind: K): readonly Entity<K>[];
  /** Deleted ones too, so that a link to one can say so and offer to restore it. */
  entity<K extends EntityKind>(kind: K, id: string): Entity<K> | undefined;
  single<K extends SingleKind>(kind: K): Fields<K>;
  rows<K extends RowKind>(kind: K): readonly Row<K>[];
  /** Derived from the whole board: read it in a `$derived`, never in a loop of effects. */
  readonly relations: Relations;
  readonly snapshot: Snapshot;
  /** Findings and classification as they stand. Wakes when one of them is different, not on every edit. */
  readonly analysis: Analysis;
  /** Findings drawn on a record (`step/<id>`) or another subject (`area/area.validation`), blockers first. */
  findingsOn(subject: string): readonly Finding[];
  /** Repairs of a finding that can be offered as one click. */
  fixes(finding: Finding): readonly Fix[];
  /** For traces: what the findings were computed from. */
  readonly facts: Facts;
  /** What people said, as the rules take it; nothing until the record holds it. */
  readonly analysisInput: AnalysisInput;
  /** What a reason is asked for before this record is deleted or merged into another; null where none is. Not reactive. */
  asksBeforeLeaving(kind: EntityKind, id: string): Weighty | null;
  /** A copy of the document as it is now, for trying a change out; the caller destroys it. */
  copy(): Y.Doc;
  /** Who last wrote a row or an entity's field; undefined while unknown. */
  rowAuthor(kind: RowKind, key: string): Author | undefined;
  fieldAuthor(kind: EntityKind, id: string, field: string): Author | undefined;
  /** Increments when somebody else changed that record within the last two seconds; with whom, for the tint. */
  recentChange(record: string): Author | undefined;

  /** The long text of an entity id or `process`. Reading it creates nothing. Its words as plain text are in `snapshot.texts`. */
  longText(owner: string, field: string): LongText;

  /** Runs a mutation, records it for undo. Refusals become a toast unless `quiet`. A `reason` stands in the history. */
  perform(mutation: Mutation, options?: PerformOptions): Refusal | null;
  /** Like `perform`, for a mutation that creates: the new entity's id, or null when it was refused. */
  create(mutation: Mutation, options?: PerformOptions): string | null;
  undo(): void;
  /** What takes back exactly the newest own edit as of now, whatever comes after it: for the notice that says it was done. */
  takeBack(): () => void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;

  readonly save: SaveState;
  /** Non-null when editing is off, with the reason in the person's words. */
  readonly readOnly: string | null;

  /** What people said, and the way to say something. */
  readonly record: RecordStore;

  readonly peers: readonly Peer[];
  peersAt(record: string, field?: string): readonly Peer[];
  /** Say where I am; `draft` is what I am typing before it commits. */
  visit(place: Place): void;
  drafting(field: string, text: string | null): void;
}
