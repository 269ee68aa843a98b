/**
 * The open board as views see it: reads of the document, edits with undo, who is here, and how saving stands.
 * Puts parts together; each part does its own work and none of them knows this one.
 */
import type {
  Analysis,
  AnalysisInput,
  EditHistory,
  Entity,
  EntityKind,
  Facts,
  Fields,
  Finding,
  Fix,
  Kept,
  Mutation,
  Outcome,
  Performed,
  Refusal,
  Relations,
  Row,
  RowKind,
  SingleKind,
  Snapshot,
  Weighty,
} from '@chartroom/domain';
import { asksBeforeLeaving, textRoot, weighPerformed } from '@chartroom/domain';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Authors } from './authors.ts';
import type { Connection } from './connection.ts';
import type { EditNotes } from './edit-notes.ts';
import type { EditItems } from './left-notes.ts';
import type { Author, BoardStore, LongText, Peer, PerformOptions, Place, SaveState } from './contract.ts';
import type { DocumentReader } from './document-reader.ts';
import type { Presence } from './presence.ts';
import type { Reasoning } from './reasoning.ts';
import type { RecentChanges } from './recent-changes.ts';
import type { RecordStore } from './record-contract.ts';
import { Topics } from './topics.ts';

/** What the person must be told; worded by whoever listens. */
export type Notice =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'read-only'; readonly reason: string }
  /** Undo left these as they are, because they were changed since. */
  | { readonly kind: 'kept'; readonly by: readonly (Author | undefined)[] }
  /** Something was changed of which a reason is asked, and none was given. */
  | { readonly kind: 'why'; readonly weight: Weighty; readonly because: (reason: string) => void };

export interface StoreParts {
  readonly id: string;
  readonly me: () => Author;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly reader: DocumentReader;
  readonly reasoning: Reasoning;
  readonly history: EditHistory;
  readonly connection: Connection;
  readonly presence: Presence;
  readonly authors: Authors;
  readonly recent: RecentChanges;
  readonly record: RecordStore;
  readonly notify: (notice: Notice) => void;
  /** What is said of own edits; left out where no record is kept. */
  readonly notes?: EditNotes;
  /** What is done here while a charter is drafted; stands where no reason is given. */
  readonly purpose?: string;
}

const HISTORY = 'history';

export class OpenBoardStore implements BoardStore {
  readonly #parts: StoreParts;
  readonly #topics = new Topics();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  get id(): string {
    return this.#parts.id;
  }
  get me(): Author {
    return this.#parts.me();
  }
  get ready(): boolean {
    return this.#parts.connection.ready;
  }

  entities<K extends EntityKind>(kind: K): readonly Entity<K>[] {
    return this.#parts.reader.entities(kind);
  }
  entity<K extends EntityKind>(kind: K, id: string): Entity<K> | undefined {
    return this.#parts.reader.entity(kind, id);
  }
  single<K extends SingleKind>(kind: K): Fields<K> {
    return this.#parts.reader.single(kind);
  }
  rows<K extends RowKind>(kind: K): readonly Row<K>[] {
    return this.#parts.reader.rows(kind);
  }
  get relations(): Relations {
    return this.#parts.reader.relations;
  }
  get snapshot(): Snapshot {
    return this.#parts.reader.snapshot;
  }

  get analysis(): Analysis {
    return this.#parts.reasoning.analysis;
  }
  findingsOn(subject: string): readonly Finding[] {
    return this.#parts.reasoning.on(subject);
  }
  fixes(finding: Finding): readonly Fix[] {
    return this.#parts.reasoning.fixes(finding);
  }
  get facts(): Facts {
    return this.#parts.reasoning.facts;
  }
  get analysisInput(): AnalysisInput {
    return this.#parts.reasoning.input;
  }
  asksBeforeLeaving(kind: EntityKind, id: string): Weighty | null {
    return asksBeforeLeaving(this.#parts.doc, kind, id);
  }
  copy(): Y.Doc {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.#parts.doc));
    return copy;
  }

  rowAuthor(kind: RowKind, key: string): Author | undefined {
    return this.#author(this.#parts.reader.rowWriter(kind, key));
  }
  fieldAuthor(kind: EntityKind, id: string, field: string): Author | undefined {
    return this.#author(this.#parts.reader.fieldWriter(kind, id, field));
  }
  recentChange(record: string): Author | undefined {
    return this.#parts.recent.get(record);
  }

  longText(owner: string, field: string): LongText {
    const { doc, awareness } = this.#parts;
    return { fragment: doc.getXmlFragment(textRoot(owner, field)), awareness };
  }

  perform(mutation: Mutation, options: PerformOptions = {}): Refusal | null {
    const outcome = this.#perform(mutation, options);
    return outcome.ok ? null : outcome.refusal;
  }
  create(mutation: Mutation, options: PerformOptions = {}): string | null {
    const outcome = this.#perform(mutation, options);
    return outcome.ok ? (outcome.performed.created[0] ?? null) : null;
  }

  undo(): void {
    this.#step('undo');
  }
  redo(): void {
    this.#step('redo');
  }
  takeBack(): () => void {
    const edit = this.#parts.history.nextUndo;
    return () => {
      if (edit !== null) this.#step('undo', edit);
    };
  }
  get canUndo(): boolean {
    this.#topics.read(HISTORY);
    return this.#parts.history.canUndo;
  }
  get canRedo(): boolean {
    this.#topics.read(HISTORY);
    return this.#parts.history.canRedo;
  }

  get save(): SaveState {
    return this.#parts.connection.save;
  }
  get readOnly(): string | null {
    return this.#parts.connection.readOnly;
  }

  get record(): RecordStore {
    return this.#parts.record;
  }

  get peers(): readonly Peer[] {
    return this.#parts.presence.peers;
  }
  peersAt(record: string, field?: string): readonly Peer[] {
    return this.#parts.presence.at(record, field);
  }
  visit(place: Place): void {
    this.#parts.presence.visit(place);
  }
  drafting(field: string, text: string | null): void {
    this.#parts.presence.drafting(field, text);
  }

  #perform(mutation: Mutation, { quiet = false, reason }: PerformOptions): Outcome {
    const { connection, doc, history, notify } = this.#parts;
    const closed = connection.readOnly;
    if (closed !== null) {
      if (!quiet) notify({ kind: 'read-only', reason: closed });
      return { ok: false, refusal: { kind: 'unchanged' } };
    }
    const { value: outcome, items } = this.#noted(() => history.run(doc, mutation));
    if (outcome.ok) this.#explain(outcome.performed, items, reason);
    this.#topics.changed([HISTORY]);
    if (!outcome.ok && !quiet && outcome.refusal.kind !== 'unchanged')
      notify({ kind: 'refused', refusal: outcome.refusal });
    return outcome;
  }

  /** Runs an edit, and answers what it wrote where that can be said of. */
  #noted<T>(work: () => T): { readonly value: T; readonly items: EditItems | null } {
    return this.#parts.notes?.during(work) ?? { value: work(), items: null };
  }

  /** Why it was done: as it was said, or for which purpose; then the reason is asked for afterwards. */
  #explain(performed: Performed, items: EditItems | null, reason: string | undefined): void {
    const { notes, purpose } = this.#parts;
    if (notes === undefined || items === null) return;
    if (reason !== undefined) return notes.say(items, { reason });
    if (purpose === undefined || !this.#ask(performed, items)) return;
    notes.say(items, { purpose });
  }

  /** Asks for the reason of what was just done, if one is asked for; it can be left for later. */
  #ask(performed: Performed, items: EditItems): boolean {
    const { notes, doc, notify } = this.#parts;
    const weight = weighPerformed(performed, doc);
    if (weight !== null) notify({ kind: 'why', weight, because: (reason) => notes?.say(items, { reason }) });
    return weight !== null;
  }

  #author(clientId: number | undefined): Author | undefined {
    return clientId === undefined ? undefined : this.#parts.authors.get(clientId);
  }

  #step(direction: 'undo' | 'redo', edit: Performed | null = null): void {
    const { connection, doc, history, notify } = this.#parts;
    const reason = connection.readOnly;
    if (reason !== null) return notify({ kind: 'read-only', reason });
    const { value: undone, items } = this.#noted(() =>
      edit !== null ? history.takeBack(doc, edit) : direction === 'undo' ? history.undo(doc) : history.redo(doc),
    );
    this.#parts.notes?.say(items, { by: direction });
    // What an undo takes back is explained by that; a redo does again what asks for a reason.
    if (undone && items !== null && direction === 'redo') this.#ask(undone.performed, items);
    this.#topics.changed([HISTORY]);
    if (undone && undone.kept.length > 0) notify({ kind: 'kept', by: this.#keepers(undone.kept) });
  }

  #keepers(kept: readonly Kept[]): readonly (Author | undefined)[] {
    return [...new Set(kept.map(({ changedBy }) => this.#parts.authors.peek(changedBy)))];
  }
}
