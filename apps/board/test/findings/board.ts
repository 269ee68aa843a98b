/** Findings for the tests of this folder: of a template, or made up. */
import {
  analyse,
  NO_INPUT,
  readSnapshot,
  type Analysis,
  type AnalysisInput,
  type Entity,
  type EntityKind,
  type Finding,
  type Snapshot,
} from '@chartroom/domain';
import { seedTemplate, TEMPLATE_IDS, type TemplateId } from '@chartroom/domain/templates';
import * as Y from 'yjs';

export { TEMPLATE_IDS };

export function boardOf(template: TemplateId, input: AnalysisInput = NO_INPUT) {
  const doc = new Y.Doc();
  const outcome = seedTemplate(doc, template);
  if (!outcome.ok) throw new Error(outcome.refusal.kind);
  const snapshot = readSnapshot(doc);
  return { doc, snapshot, analysis: analyse(snapshot, input), reader: readerOf(snapshot) };
}

/** What naming needs of a board. */
export const readerOf = (snapshot: Snapshot) => ({
  entity: <K extends EntityKind>(kind: K, id: string): Entity<K> | undefined =>
    (snapshot.entities[kind] as readonly Entity<K>[]).find((one) => one.id === id),
});

export const finding = (part: Partial<Finding> & Pick<Finding, 'rule'>): Finding => ({
  severity: 'B',
  key: part.rule,
  subjects: [],
  details: {},
  owes: ['OPS'],
  shownOn: [],
  fingerprint: '',
  acceptedBy: [],
  lapsed: [],
  accepted: false,
  ...part,
});

export const analysisOf = (findings: readonly Finding[]): Analysis => ({
  ...boardOf('t1').analysis,
  findings,
});
