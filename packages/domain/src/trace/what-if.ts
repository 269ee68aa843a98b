/**
 * What a mutation would change, tried on a copy: findings that open, close or change severity, and the class. The
 * document itself is only read (TRC-20).
 */
import * as Y from 'yjs';
import type { Classification } from '../classification/classification.ts';
import { Analyst, type Analysis } from '../findings/analyst.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { NO_INPUT, type AnalysisInput } from '../findings/input.ts';
import { LOCAL_ORIGIN, type Mutation, type Outcome } from '../mutate/change.ts';
import { SnapshotSource } from '../read/source.ts';
import type { InitiativeClass } from '../schema/scoping.ts';

export interface SeverityChange {
  readonly key: string;
  readonly from: Severity;
  readonly to: Severity;
  /** As it would be. */
  readonly finding: Finding;
}

export interface WhatIf {
  /** What the mutation said on the copy; a refusal changes nothing. */
  readonly outcome: Outcome;
  /** Findings that would be there, in the order of findings. */
  readonly opened: readonly Finding[];
  /** Findings that would be gone, as they are now. */
  readonly closed: readonly Finding[];
  readonly changed: readonly SeverityChange[];
  /** Findings that a function has accepted and whose acceptance would lapse, as they would be. */
  readonly lapsing: readonly Finding[];
  readonly class: { readonly before: InitiativeClass; readonly after: InitiativeClass };
  readonly classification: { readonly before: Classification; readonly after: Classification };
}

const byKey = (findings: readonly Finding[]): ReadonlyMap<string, Finding> =>
  new Map(findings.map((finding) => [finding.key, finding]));

/** What differs between two analyses of one board, `outcome` lying between them. */
export function whatChanged(before: Analysis, after: Analysis, outcome: Outcome): WhatIf {
  const [old, now] = [byKey(before.findings), byKey(after.findings)];
  return Object.freeze({
    outcome,
    opened: after.findings.filter((finding) => !old.has(finding.key)),
    closed: before.findings.filter((finding) => !now.has(finding.key)),
    changed: after.findings.flatMap((finding): readonly SeverityChange[] => {
      const from = old.get(finding.key)?.severity;
      return from === undefined || from === finding.severity
        ? []
        : [{ key: finding.key, from, to: finding.severity, finding }];
    }),
    lapsing: after.findings.filter((finding) => {
      const { acceptedBy = [] } = old.get(finding.key) ?? {};
      return acceptedBy.some((said) => !finding.acceptedBy.includes(said));
    }),
    class: { before: before.classification.result, after: after.classification.result },
    classification: { before: before.classification, after: after.classification },
  });
}

/**
 * A copy on which one mutation after the other is tried, each from the same state. `Y.UndoManager` takes a try back: on
 * a copy that nobody else writes to, it brings back exactly what stood there, which our own undo does not (a created
 * record would keep its number). A write that it does not follow makes the copy useless, and it says so.
 */
class Scratch {
  readonly #copy = new Y.Doc();
  readonly #source: SnapshotSource;
  readonly #analyst: Analyst;
  readonly #undo: Y.UndoManager;
  readonly #input: AnalysisInput;
  readonly before: Analysis;
  #spoilt = false;

  constructor(state: Uint8Array, input: AnalysisInput) {
    Y.applyUpdate(this.#copy, state);
    this.#input = input;
    this.#source = new SnapshotSource(this.#copy);
    this.#analyst = new Analyst(this.#source.snapshot, input);
    this.before = this.#analyst.analysis;
    this.#undo = new Y.UndoManager(this.#copy, { captureTimeout: 0, trackedOrigins: new Set([LOCAL_ORIGIN]) });
    this.#copy.on('afterTransaction', (transaction: Y.Transaction) => {
      const followed = transaction.origin === LOCAL_ORIGIN || transaction.origin === this.#undo;
      if (transaction.changed.size > 0 && !followed) this.#spoilt = true;
    });
  }

  get usable(): boolean {
    return !this.#spoilt;
  }

  #analysis(): Analysis {
    this.#analyst.advance(this.#source.snapshot, this.#input);
    return this.#analyst.analysis;
  }

  try(mutation: Mutation): WhatIf {
    const outcome = mutation(this.#copy);
    const told = whatChanged(this.before, outcome.ok ? this.#analysis() : this.before, outcome);
    while (this.#undo.undoStack.length > 0) this.#undo.undo();
    this.#undo.clear();
    return told;
  }

  close(): void {
    this.#source.close();
    this.#undo.destroy();
    this.#copy.destroy();
  }
}

/**
 * Tries mutations on copies of a document for as long as it is needed. The copy is made when something is first tried
 * after the document or the input has changed, and shared until then.
 */
export class WhatIfSession {
  readonly #doc: Y.Doc;
  #input: AnalysisInput;
  #scratch: Scratch | null = null;

  constructor(doc: Y.Doc, input: AnalysisInput = NO_INPUT) {
    this.#doc = doc;
    this.#input = input;
    doc.on('update', this.#drop);
  }

  readonly #drop = (): void => {
    this.#scratch?.close();
    this.#scratch = null;
  };

  /** What people say now. */
  setInput(input: AnalysisInput): void {
    if (input === this.#input) return;
    this.#input = input;
    this.#drop();
  }

  try(mutation: Mutation): WhatIf {
    this.#scratch ??= new Scratch(Y.encodeStateAsUpdate(this.#doc), this.#input);
    const told = this.#scratch.try(mutation);
    if (!this.#scratch.usable) this.#drop();
    return told;
  }

  /** Stops following the document. */
  close(): void {
    this.#doc.off('update', this.#drop);
    this.#drop();
  }
}

/** What several mutations would change, each tried alone from the same state. */
export function whatIfMany(
  doc: Y.Doc,
  mutations: readonly Mutation[],
  input: AnalysisInput = NO_INPUT,
): readonly WhatIf[] {
  const session = new WhatIfSession(doc, input);
  try {
    return mutations.map((mutation) => session.try(mutation));
  } finally {
    session.close();
  }
}

/** What a mutation would change. */
export const whatIf = (doc: Y.Doc, mutation: Mutation, input: AnalysisInput = NO_INPUT): WhatIf =>
  whatIfMany(doc, [mutation], input)[0]!;
