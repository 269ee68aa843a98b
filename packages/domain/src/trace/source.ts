/** What a trace is read from, and the addresses and names of the records that it comes across. */
import { Analyst } from '../findings/analyst.ts';
import type { Facts } from '../findings/facts.ts';
import type { SubjectRef } from '../findings/finding.ts';
import type { EntityId } from '../read/snapshot.ts';
import type { RecordName } from './trace.ts';

/** The reasoning over a board, or its facts alone. */
export type TraceSource = Analyst | Facts;

export const factsOf = (source: TraceSource): Facts => (source instanceof Analyst ? source.facts : source);

export const idOf = (ref: SubjectRef): EntityId => ref.slice(ref.indexOf('/') + 1);
export const kindOf = (ref: SubjectRef): string => ref.slice(0, ref.indexOf('/'));

const NAMED_KINDS = ['step', 'system', 'dataObject', 'output', 'interface', 'person'] as const;
type NamedKind = (typeof NAMED_KINDS)[number];
const isNamed = (kind: string): kind is NamedKind => (NAMED_KINDS as readonly string[]).includes(kind);

const GONE: RecordName = { label: '', name: '', gone: true };

/** Gives addresses and remembers what each record is called. */
export class Names {
  readonly all: Record<SubjectRef, RecordName> = {};
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Names a record that is known by its address; other addresses have no name. */
  name(ref: SubjectRef): void {
    const kind = kindOf(ref);
    if (isNamed(kind)) this.ref(kind, idOf(ref));
  }

  ref(kind: NamedKind, id: EntityId): SubjectRef {
    const ref: SubjectRef = `${kind}/${id}`;
    this.all[ref] ??= this.#name(kind, id);
    return ref;
  }

  #name(kind: NamedKind, id: EntityId): RecordName {
    const entity = this.#facts.index.entity(kind, id);
    if (entity === undefined) return GONE;
    const { title, name } = entity as { readonly title?: string; readonly name?: string };
    return { label: entity.label, name: (title ?? name ?? '').trim(), gone: false };
  }
}

/** Freezes a value and what it holds. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}
