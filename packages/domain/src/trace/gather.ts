/** Collects dependents by kind, each once with all its reasons, and gives them in the order of the board. */
import type { Facts } from '../findings/facts.ts';
import type { SubjectRef } from '../findings/finding.ts';
import { AREAS, OWNING_FUNCTIONS } from '../schema/vocabulary.ts';
import { WHYS, type Because, type Dependent, type Dependents, type Why } from './dependents.ts';
import { frozen, idOf, kindOf } from './source.ts';

const LISTS = {
  output: 'outputs',
  dataObject: 'data',
  step: 'steps',
  interface: 'interfaces',
  system: 'systems',
  logic: 'logic',
  area: 'areas',
  function: 'functions',
  person: 'persons',
} as const satisfies Record<string, keyof Dependents>;
type List = (typeof LISTS)[keyof typeof LISTS];

const isListed = (kind: string): kind is keyof typeof LISTS => Object.hasOwn(LISTS, kind);

export class Gather {
  readonly of: SubjectRef;
  readonly #facts: Facts;
  readonly #found = new Map<SubjectRef, Map<string, Because>>();

  constructor(of: SubjectRef, facts: Facts) {
    this.of = of;
    this.#facts = facts;
  }

  add(ref: SubjectRef, why: Why, via: readonly SubjectRef[] = [], sole = false): void {
    if (ref === this.of) return;
    let reasons = this.#found.get(ref);
    if (reasons === undefined) this.#found.set(ref, (reasons = new Map()));
    const name = [why, ...via].join(' ');
    reasons.set(name, { why, via, sole: sole || reasons.get(name)?.sole === true });
  }

  /** Addresses found so far of some kinds of record. */
  refs(...kinds: readonly (keyof typeof LISTS)[]): readonly SubjectRef[] {
    return [...this.#found.keys()].filter((ref) => (kinds as readonly string[]).includes(kindOf(ref)));
  }

  #place(ref: SubjectRef): number {
    const kind = kindOf(ref);
    const id = idOf(ref);
    switch (kind) {
      case 'step':
        return this.#facts.index.ids('step').indexOf(id);
      case 'output':
      case 'dataObject':
      case 'interface':
      case 'logic':
        return this.#facts.index.entity(kind, id)?.number ?? Infinity;
      case 'function':
        return (OWNING_FUNCTIONS as readonly string[]).indexOf(id);
      case 'area':
        return (AREAS as readonly string[]).indexOf(id);
      default:
        return 0;
    }
  }

  dependents(): Dependents {
    const lists: Record<List, Dependent[]> = {
      outputs: [],
      data: [],
      steps: [],
      interfaces: [],
      systems: [],
      logic: [],
      areas: [],
      functions: [],
      persons: [],
    };
    for (const [ref, reasons] of this.#found) {
      const kind = kindOf(ref);
      if (isListed(kind)) lists[LISTS[kind]].push({ ref, because: [...reasons.values()].sort(directFirst) });
    }
    for (const list of Object.values(lists)) {
      const place = new Map(list.map(({ ref }) => [ref, this.#place(ref)]));
      list.sort((a, b) => compare(place.get(a.ref)!, place.get(b.ref)!) || (a.ref < b.ref ? -1 : 1));
    }
    return frozen({ of: this.of, ...lists });
  }
}

/** `Infinity` of two records without a number is no difference. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

const directFirst = (a: Because, b: Because): number =>
  a.via.length - b.via.length ||
  WHYS.indexOf(a.why) - WHYS.indexOf(b.why) ||
  (a.via.join(' ') < b.via.join(' ') ? -1 : 1);
