/** Sections 1 to 3: title block, purpose, scope. */
import type { Entity } from '@chartroom/domain';
import type { ConstraintLine, Purpose, Scope, TitleBlock } from '../model.ts';
import type { Source } from './source.ts';
import { byLabel, evidenceOf, rowAddress, said } from './source.ts';

/** `JOC-0012` for board 12; numbers of five digits and more are written out. */
export const charterNumber = (boardNumber: number): string => `JOC-${String(boardNumber).padStart(4, '0')}`;

const REGIME_ORDER = ['FDA_DRUG', 'FDA_DEVICE', 'EU_GMP', 'API', 'AERO', 'OTHER'] as const;

export const composeTitleBlock = (from: Source, boardNumber: number): TitleBlock => ({
  charterNo: charterNumber(boardNumber),
  version: 1,
  board: from.single('board', 'title'),
  process: from.single('process', 'title'),
  product: from.single('process', 'productScope'),
  site: from.single('board', 'site'),
  regimes: REGIME_ORDER.flatMap((regime) => {
    const rows = from.rows('regime', 'regime', regime);
    return rows.length === 0 ? [] : [{ regime, evidence: rows.map(rowAddress) }];
  }),
  effective: 'on_last_signature',
  supersedes: null,
});

export const composePurpose = (from: Source): Purpose => ({
  trigger: from.single('process', 'trigger'),
  endState: from.single('process', 'endState'),
  outputs: from
    .live('output')
    .filter((output) => output.relevance !== 'internal')
    .map((output) => from.ref('output', output.id))
    .toSorted(byLabel),
});

const constraintLine = (from: Source, entity: Entity<'constraint'>): ConstraintLine => ({
  id: entity.id,
  label: entity.label,
  kind: entity.kind ?? null,
  detail: said(entity.detail),
  from: entity.from ?? null,
  to: entity.to ?? null,
  evidenceRef: said(entity.evidenceRef),
  about: from.about(entity.id),
  evidence: evidenceOf('constraint', entity.id, from.links(entity.id)),
});

export const composeScope = (from: Source): Scope => ({
  sponsor: from.single('process', 'sponsor'),
  inScope: from.single('process', 'inScope'),
  outOfScope: from.single('process', 'outOfScope'),
  constraints: from
    .live('constraint')
    .map((entity) => constraintLine(from, entity))
    .toSorted((a, b) => byLabel(from.ref('constraint', a.id), from.ref('constraint', b.id))),
});
