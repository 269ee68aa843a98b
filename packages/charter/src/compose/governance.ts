/** Sections 11 to 14: impact duties, decisions, open items and change control, with what the record says of each. */
import type {
  ActionLine,
  ChangeControl,
  DecisionLine,
  Decisions,
  DutyLine,
  ImpactDuties,
  OpenItems,
  QuestionLine,
  ReferenceLine,
} from '../model.ts';
import type { RecordSource } from './record-source.ts';
import type { Source } from './source.ts';
import { byCodeUnit, byLabel, evidenceOf, said } from './source.ts';
import { agreementOn, answerTo, assessmentOf } from './verdicts.ts';
import type { EntityKind } from '@chartroom/domain';

const RISK_ORDER = [
  'downtime',
  'integration',
  'performance',
  'test_method',
  'sampling_plan',
  'batch_record',
  'data_migration',
  'data_integrity',
  'other',
] as const;
const FUNCTION_ORDER = ['OPS', 'QUA', 'IT'] as const;

/** Position in a vocabulary; what nobody filled in comes last. */
const rank = <V>(order: readonly V[], value: V | null): number =>
  value === null ? order.length : order.indexOf(value);

const numbered = <L extends { readonly id: string }>(
  from: Source,
  kind: EntityKind,
  lines: readonly L[],
): readonly L[] => lines.toSorted((a, b) => byLabel(from.ref(kind, a.id), from.ref(kind, b.id)));

/** What every line here has: identity, subjects, evidence. */
const common = (from: Source, kind: EntityKind, entity: { readonly id: string; readonly label: string }) => ({
  id: entity.id,
  label: entity.label,
  about: from.about(entity.id),
  evidence: evidenceOf(kind, entity.id, from.links(entity.id)),
});

export const composeImpactDuties = (from: Source, record: RecordSource): ImpactDuties => {
  const duties = from.live('risk').map((entity): DutyLine => ({
    ...common(from, 'risk', entity),
    kind: entity.kind ?? null,
    dutyFunction: entity.dutyFunction ?? null,
    severity: entity.severity ?? null,
    likelihood: entity.likelihood ?? null,
    detectability: entity.detectability ?? null,
    due: entity.due ?? null,
    note: from.note(entity.id),
    assessment: assessmentOf(from, record, entity),
  }));
  return {
    duties: numbered(from, 'risk', duties).toSorted(
      (a, b) =>
        rank(RISK_ORDER, a.kind) - rank(RISK_ORDER, b.kind) ||
        rank(FUNCTION_ORDER, a.dutyFunction) - rank(FUNCTION_ORDER, b.dutyFunction),
    ),
  };
};

export const composeDecisions = (from: Source, record: RecordSource): Decisions => ({
  decisions: numbered(
    from,
    'decision',
    from.live('decision').map((entity): DecisionLine => ({
      ...common(from, 'decision', entity),
      statement: said(entity.statement),
      rationale: said(entity.rationale),
      note: from.note(entity.id),
      ...agreementOn(from, record, entity),
    })),
  ),
});

export const composeOpenItems = (from: Source, record: RecordSource): OpenItems => ({
  questions: numbered(
    from,
    'question',
    from.live('question').map((entity): QuestionLine => ({
      ...common(from, 'question', entity),
      text: said(entity.text),
      toFunction: entity.toFunction ?? null,
      due: entity.due ?? null,
      answer: answerTo(from, record, entity),
    })),
  ),
  actions: numbered(
    from,
    'action',
    from.live('action').map((entity): ActionLine => ({
      ...common(from, 'action', entity),
      text: said(entity.text),
      person: from.person(entity.personId),
      due: entity.due ?? null,
    })),
  ),
  irregular: from.snapshot.irregular
    .map(({ root, key, kind, reason }) => ({ root, key, kind, reason }))
    .toSorted((a, b) => byCodeUnit(a.root, b.root) || byCodeUnit(a.key, b.key) || byCodeUnit(a.reason, b.reason)),
});

export const composeChangeControl = (from: Source): ChangeControl => ({
  triggers: [
    'system_of_record',
    'accountable',
    'output',
    'interface',
    'classification',
    'signer_function',
    'cited_rule',
  ],
  reviewWithinMonths: 24,
  references: numbered(
    from,
    'reference',
    from.live('reference').map((entity): ReferenceLine => ({
      ...common(from, 'reference', entity),
      title: said(entity.title),
      docNumber: said(entity.docNumber),
      url: said(entity.url),
    })),
  ),
});
