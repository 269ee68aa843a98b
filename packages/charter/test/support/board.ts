/** Boards for the tests: seeded from a template or built by mutations, with the same ids every time. */
import type { Mutation, Snapshot } from '@chartroom/domain';
import { Analyst, NO_INPUT, readSnapshot, seededIds, type AnalysisInput } from '@chartroom/domain';
import { analysisInput } from '@chartroom/record';
import type { TemplateId } from '@chartroom/domain/templates';
import { seedTemplate } from '@chartroom/domain/templates';
import * as Y from 'yjs';
import type { Charter } from '../../src/index.ts';
import { compose } from '../../src/index.ts';
import type { Pen } from './record.ts';

export const COMPOSED_AT = '2026-11-22T15:20:08.000Z';
export const BOARD = { id: '01JDBOARD0000000000000000X', number: 12 };

const seeds = new Map<TemplateId, Uint8Array>();

/** The same board every time; each call answers a document of its own. */
export const seeded = (template: TemplateId): Y.Doc => {
  let state = seeds.get(template);
  if (state === undefined) {
    const source = new Y.Doc();
    source.clientID = 1;
    const outcome = seedTemplate(source, template, { ids: seededIds(7), title: 'Lot release' });
    if (!outcome.ok) throw new Error(`The template ${template} was refused: ${JSON.stringify(outcome.refusal)}`);
    state = Y.encodeStateAsUpdate(source);
    seeds.set(template, state);
  }
  const doc = new Y.Doc();
  doc.clientID = 2;
  Y.applyUpdate(doc, state);
  return doc;
};

/** Runs mutations that must succeed; answers the id that the last one created, if any. */
export const edit = (doc: Y.Doc, ...mutations: readonly Mutation[]): string => {
  let created = '';
  for (const mutation of mutations) {
    const outcome = mutation(doc);
    if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.refusal)}`);
    created = outcome.performed.created[0] ?? created;
  }
  return created;
};

export const charterOf = (
  doc: Y.Doc,
  over: {
    readonly input?: AnalysisInput;
    readonly composedAt?: string;
    readonly board?: typeof BOARD;
    readonly docSeq?: number;
    /** What was said on the board; it is the input of the rules too, unless that is given. */
    readonly record?: Pen;
  } = {},
): Charter => {
  const snapshot = readSnapshot(doc);
  const record = over.record?.projection ?? null;
  const analyst = new Analyst(snapshot, over.input ?? (record === null ? NO_INPUT : analysisInput(record)));
  return compose({
    snapshot,
    analyst,
    record,
    memberEntries: over.record?.memberEntries ?? [],
    board: over.board ?? BOARD,
    docSeq: over.docSeq ?? 214,
    composedAt: over.composedAt ?? COMPOSED_AT,
  });
};

/** The id of the live entity that people call so. */
export const idOf = (snapshot: Snapshot, kind: keyof Snapshot['entities'], label: string): string => {
  const found = snapshot.entities[kind].find((entity) => entity.label === label && entity.state === 'live');
  if (found === undefined) throw new Error(`No ${kind} is called ${label}`);
  return found.id;
};

/** Every value at every depth, with the key it stands under. */
export function* values(value: unknown, key = ''): Generator<readonly [key: string, value: unknown]> {
  yield [key, value];
  if (Array.isArray(value)) for (const member of value) yield* values(member, key);
  else if (value !== null && typeof value === 'object')
    for (const [name, member] of Object.entries(value)) yield* values(member, name);
}
