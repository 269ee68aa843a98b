/** Section 8: regulated outputs with citations, feeds, record system, approvers and retention. */
import type { Entity } from '@chartroom/domain';
import { isKnownCitation } from '../citations.ts';
import type { ApproverLine, Citation, OutputLine } from '../model.ts';
import { ownership } from './ownership.ts';
import type { Source } from './source.ts';
import { byCodeUnit, byLabel, byNumber, distinct, evidenceOf, rowAddress, rowAddresses, said } from './source.ts';

const FUNCTION_ORDER = ['OPS', 'QUA', 'IT', 'OTHER'] as const;

const feeds = (from: Source, output: string): OutputLine['feeds'] => {
  const rows = from.rows('feed', 'output', output);
  const systems = distinct(rows.map((row) => from.ref('system', row.parts.system))).toSorted(byLabel);
  return systems.map((system) => {
    const own = rows.filter((row) => from.ref('system', row.parts.system).id === system.id);
    return {
      system,
      data: distinct(own.map((row) => from.ref('dataObject', row.parts.data))).toSorted(byLabel),
      evidence: rowAddresses(own),
    };
  });
};

const citations = (from: Source, output: string): readonly Citation[] =>
  from
    .rows('citation', 'output', output)
    .map((row): Citation => ({
      text: row.parts.text,
      standing: isKnownCitation(row.parts.text) ? 'text_known' : 'to_confirm',
      evidence: [rowAddress(row)],
    }))
    .toSorted((a, b) => byNumber(a.text, b.text));

const approvers = (from: Source, output: string): readonly ApproverLine[] =>
  from
    .rows('approver', 'output', output)
    .map((row): ApproverLine => ({
      ...from.holding(row.parts.function, row.parts.person, [rowAddress(row)]),
      meaning: row.parts.meaning === '-' ? null : row.parts.meaning,
    }))
    .toSorted(
      (a, b) =>
        FUNCTION_ORDER.indexOf(a.function) - FUNCTION_ORDER.indexOf(b.function) ||
        byCodeUnit(a.evidence[0] ?? '', b.evidence[0] ?? ''),
    );

const outputLine = (from: Source, entity: Entity<'output'>): OutputLine => ({
  id: entity.id,
  label: entity.label,
  title: said(entity.title),
  kind: entity.kind ?? null,
  relevance: entity.relevance ?? null,
  citations: citations(from, entity.id),
  feeds: feeds(from, entity.id),
  recordSystem: from.refOrNull('system', entity.recordSystemId),
  approvers: approvers(from, entity.id),
  retentionRule: said(entity.retentionRule),
  reportLogic: entity.reportLogic ?? null,
  note: from.note(entity.id),
  ...ownership(from, entity.id),
  evidence: evidenceOf('output', entity.id, [
    ...from.rows('citation', 'output', entity.id),
    ...from.rows('feed', 'output', entity.id),
    ...from.rows('approver', 'output', entity.id),
    ...from.rows('resp', 'subject', entity.id),
  ]),
});

export const composeOutputs = (from: Source): readonly OutputLine[] =>
  from
    .live('output')
    .map((entity) => outputLine(from, entity))
    .toSorted((a, b) => byLabel(from.ref('output', a.id), from.ref('output', b.id)));
