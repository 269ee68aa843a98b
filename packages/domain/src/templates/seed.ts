/**
 * Writes a template into an empty document, whole, in one transaction. Seeds the document only: votes and the states of
 * risk assessments are what people say, and are never seeded.
 */
import * as Y from 'yjs';
import { systemIds, type IdSource } from '../mutate/ids.ts';
import { perform, type Write } from '../mutate/perform.ts';
import type { Outcome } from '../mutate/change.ts';
import { keysBetween } from '../order/order-key.ts';
import { holdsAnything, isMapRoot } from '../read/root.ts';
import type { EntityKind, Fields } from '../schema/fields.ts';
import type { Scalar } from '../schema/field-value.ts';
import { rowKey } from '../schema/key.ts';
import { META_ROOT, SCHEMA_VERSION, textRoot } from '../schema/roots.ts';
import type { Parts, RowKind } from '../schema/rows.ts';
import type { RoleUse } from '../schema/vocabulary.ts';
import type { CodeOf, SystemFor, TemplateBoard, TemplateSystem } from './board.ts';
import { templateSource, type TemplateId } from './catalog.ts';
import type { TemplateFrame } from './frames.ts';
import { parseTemplate } from './parse.ts';
import { INTERFACE_OWNER, PEOPLE, type Initials } from './people.ts';

export interface SeedOptions {
  readonly ids?: IdSource;
  /** Title of the board; the process's own where it is left out. */
  readonly title?: string;
  /** BCP 47 tag; `en` where it is left out. */
  readonly language?: string;
}

const RETENTION = 'site schedule';

/** Process owner by kind of system where a template says nothing: who answers for its compliant use. */
const PROCESS_OWNERS: Partial<Record<TemplateSystem['kind'], Initials>> = {
  ERP: 'TB',
  MES: 'TB',
  PLC: 'JP',
  SCADA: 'JP',
  historian: 'JP',
  PLM: 'HK',
  LIMS: 'HK',
  CDS: 'HK',
  EMS: 'HK',
  SPC: 'HK',
  instrument: 'HK',
  spreadsheet: 'HK',
  QMS: 'PN',
  EDMS: 'SO',
  paper: 'LW',
};
/** Manufacturing IT owns the systems; nobody in IT owns paper. */
const systemOwner = (kind: TemplateSystem['kind']): Initials => (kind === 'paper' ? 'LW' : 'ML');

/** Collects the writes of a seed and hands out ids; people are created when they are first named. */
class Seed {
  readonly writes: Write[] = [];
  readonly #ids: IdSource;
  readonly #people = new Map<Initials, string>();

  constructor(ids: IdSource) {
    this.#ids = ids;
  }

  entity<K extends EntityKind>(kind: K, fields: Fields<K>): string {
    const id = this.#ids.next();
    this.writes.push({ kind: 'create', entity: kind, id, fields: fields as Readonly<Record<string, Scalar>> });
    return id;
  }

  row<K extends RowKind>(kind: K, parts: Parts<K>): void {
    this.writes.push({ kind: 'key', root: kind, key: rowKey(kind, parts), value: 1 });
  }

  key(root: string, key: string, value: Scalar): void {
    this.writes.push({ kind: 'key', root, key, value });
  }

  text(field: string, text: string): void {
    this.writes.push({ kind: 'text', root: textRoot('process', field), text });
  }

  person(initials: Initials): string {
    const known = this.#people.get(initials);
    if (known !== undefined) return known;
    const id = this.entity('person', PEOPLE[initials]);
    this.#people.set(initials, id);
    return id;
  }

  codes(subject: string, codes: readonly CodeOf[]): void {
    for (const { function: said, code, person } of codes) {
      this.row('resp', { subject, function: said, code, person: person === null ? '-' : this.person(person) });
    }
  }

  orderKeys(count: number): readonly string[] {
    return keysBetween(null, null, count, this.#ids.random);
  }
}

type IdsOf = ReadonlyMap<string, string>;

/** All people in the order of their list, so that ids and initials do not depend on who is named first. */
function seedPeople(seed: Seed, board: TemplateBoard): void {
  const named = new Set<Initials>();
  const codes = [...board.data, ...board.steps, ...board.outputs, ...board.matrix].flatMap((item) => item.codes);
  for (const { person } of [...codes, ...board.outputs.flatMap((output) => output.approvers)])
    if (person !== null) named.add(person);
  for (const { kind } of board.systems) named.add(PROCESS_OWNERS[kind] ?? 'TB').add(systemOwner(kind));
  if (board.interfaces.length > 0) named.add(INTERFACE_OWNER);
  for (const initials of Object.keys(PEOPLE) as Initials[]) if (named.has(initials)) seed.person(initials);
}

function seedSystems(seed: Seed, board: TemplateBoard): IdsOf {
  const ids = new Map<string, string>();
  for (const system of board.systems) {
    const { kind, domain, validated, lifecycle, flags } = system;
    const id = seed.entity('system', {
      name: system.id,
      kind,
      domain,
      validated,
      auditTrail: flags.includes('noaudit') ? 'no' : 'yes',
      lifecycle,
      plannedAction: flags.includes('replace') ? 'replace' : 'keep',
      processOwnerId: seed.person(PROCESS_OWNERS[kind] ?? 'TB'),
      systemOwnerId: seed.person(systemOwner(kind)),
    });
    ids.set(system.id, id);
  }
  return ids;
}

/** Brownfield facts of the systems, each tied to its system. */
function seedConstraints(seed: Seed, board: TemplateBoard, systems: IdsOf): void {
  let number = 0;
  const constraint = (kind: 'downtime_window' | 'replacement_not_allowed', system: string, detail: string): void => {
    const id = seed.entity('constraint', { number: (number += 1), kind, detail });
    seed.row('link', { from: id, to: systems.get(system)! });
  };
  for (const { id, flags } of board.systems) {
    if (flags.includes('window')) constraint('downtime_window', id, `${id} may be down only in agreed windows`);
    if (flags.includes('noreplace')) constraint('replacement_not_allowed', id, `${id} stays in place`);
  }
}

function seedData(seed: Seed, board: TemplateBoard, systems: IdsOf): IdsOf {
  const ids = new Map<string, string>();
  for (const data of board.data) {
    const { title, category, regulated, changed, asIs } = data;
    const id = seed.entity('dataObject', {
      number: Number(data.id.slice(1)),
      title,
      category,
      regulated,
      change: changed ? 'modify' : 'none',
      ...(asIs === null ? {} : { asIsSoR: systems.get(asIs)! }),
    });
    ids.set(data.id, id);
    seed.codes(id, data.codes);
  }
  return ids;
}

function seedSteps(seed: Seed, board: TemplateBoard, systems: IdsOf, data: IdsOf): void {
  const orders = seed.orderKeys(board.steps.length);
  for (const [index, step] of board.steps.entries()) {
    const { title, kind, regulated, changed, driver } = step;
    const id = seed.entity('step', {
      order: orders[index]!,
      title,
      kind,
      regulated,
      change: changed ? 'modify' : 'none',
      ...(driver === null ? {} : { driver }),
    });
    const roles = (said: readonly SystemFor[], use: RoleUse): void => {
      for (const one of said) {
        seed.row('role', {
          step: id,
          data: one.data === null ? '*' : data.get(one.data)!,
          system: systems.get(one.system)!,
          use,
        });
      }
    };
    roles(step.collects, 'collect');
    roles(step.record, 'record');
    roles(step.review, 'review');
    if (kind === 'release') roles(step.review, 'release');
    for (const one of step.data) seed.row('stepData', { step: id, data: data.get(one.data)!, use: one.use });
    seed.codes(id, step.codes);
  }
}

function seedInterfaces(seed: Seed, board: TemplateBoard, systems: IdsOf, data: IdsOf): void {
  for (const one of board.interfaces) {
    const { mechanism, transformation, reconciliation, changed } = one;
    const id = seed.entity('interface', {
      number: Number(one.id.slice(1)),
      fromId: systems.get(one.from)!,
      toId: systems.get(one.to)!,
      mechanism,
      transformation,
      reconciliation,
      status: 'unassessed',
      change: changed ? 'modify' : 'none',
    });
    for (const carried of one.data) seed.row('ifData', { interface: id, data: data.get(carried)! });
    for (const scope of one.scopes) seed.row('ifScope', { interface: id, scope });
    seed.row('resp', {
      subject: id,
      function: PEOPLE[INTERFACE_OWNER].function,
      code: 'A',
      person: seed.person(INTERFACE_OWNER),
    });
  }
}

function seedOutputs(seed: Seed, board: TemplateBoard, systems: IdsOf, data: IdsOf): void {
  for (const one of board.outputs) {
    const { title, kind, relevance, recordSystem, reportLogic } = one;
    const id = seed.entity('output', {
      number: Number(one.id.slice(1)),
      title,
      kind,
      relevance,
      retentionRule: RETENTION,
      ...(recordSystem === null ? {} : { recordSystemId: systems.get(recordSystem)! }),
      ...(reportLogic === null || reportLogic === undefined ? {} : { reportLogic }),
    });
    for (const text of one.citations) seed.row('citation', { output: id, text });
    for (const feed of one.feeds)
      seed.row('feed', { output: id, system: systems.get(feed.system)!, data: data.get(feed.data)! });
    for (const { function: said, person, meaning } of one.approvers) {
      seed.row('approver', {
        output: id,
        function: said,
        person: person === null ? '-' : seed.person(person),
        meaning: meaning ?? '-',
      });
    }
    seed.codes(id, one.codes);
  }
}

function seedFrame(seed: Seed, frame: TemplateFrame): void {
  seed.key('board', 'site', frame.site);
  seed.key('process', 'trigger', frame.trigger);
  seed.key('process', 'endState', frame.endState);
  for (const regime of frame.regimes) seed.row('regime', { regime });
  seed.text('inScope', frame.inScope);
  seed.text('outOfScope', frame.outOfScope);
}

/** True when nothing was ever written to the document: seeding twice would double the board. */
function isEmpty(doc: Y.Doc): boolean {
  return [...doc.share].every(([name, type]) => !isMapRoot(name) || !holdsAnything(type));
}

/**
 * Writes a board read by `parseTemplate` (null: an empty one) into an empty document, in one transaction. Refuses a
 * document that holds anything already.
 */
export function seedBoard(
  doc: Y.Doc,
  board: TemplateBoard | null,
  frame: TemplateFrame | null,
  options: SeedOptions = {},
): Outcome {
  if (!isEmpty(doc))
    return {
      ok: false,
      refusal: { kind: 'invalid-value', field: 'board', reason: 'the board holds something already; create a new one' },
    };
  const seed = new Seed(options.ids ?? systemIds);
  seed.key(META_ROOT, 'schema', SCHEMA_VERSION);
  const title = (options.title ?? board?.title ?? '').toWellFormed().trim();
  if (title !== '') seed.key('board', 'title', title);
  seed.key('board', 'language', options.language ?? 'en');
  if (board !== null) {
    seed.key('process', 'title', board.title);
    if (board.productScope !== '') seed.key('process', 'productScope', board.productScope);
    if (frame !== null) seedFrame(seed, frame);
    seedPeople(seed, board);
    const systems = seedSystems(seed, board);
    const data = seedData(seed, board, systems);
    seedSteps(seed, board, systems, data);
    seedInterfaces(seed, board, systems, data);
    seedOutputs(seed, board, systems, data);
    for (const { area, codes } of board.matrix) seed.codes(area, codes);
    for (const [index, risk] of board.risks.entries()) seed.entity('risk', { number: index + 1, ...risk });
    seedConstraints(seed, board, systems);
  }
  return perform(doc, 'seedTemplate', seed.writes);
}

/** Writes a starter template, or the empty board `blank`, into an empty document. */
export function seedTemplate(doc: Y.Doc, id: TemplateId, options: SeedOptions = {}): Outcome {
  const source = templateSource(id);
  if (source === null) return seedBoard(doc, null, null, options);
  const parsed = parseTemplate(source.text);
  if (!parsed.ok) throw new Error(`Template ${id} does not read: ${JSON.stringify(parsed.faults[0])}`);
  return seedBoard(doc, parsed.board, source.frame, options);
}
