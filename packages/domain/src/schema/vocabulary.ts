/**
 * The closed vocabularies of the board (DOMAIN section 2), as literal tuples.
 * Wording for people lives in the board's message catalog; these are the values that the document stores.
 */
export const FUNCTIONS = ['OPS', 'QUA', 'IT', 'OTHER'] as const;
/** The three functions that own, refuse and sign. OTHER contributes only. */
export const OWNING_FUNCTIONS = ['OPS', 'QUA', 'IT'] as const;
export const REGIMES = ['FDA_DRUG', 'FDA_DEVICE', 'EU_GMP', 'API', 'AERO', 'OTHER'] as const;
export const STEP_KINDS = ['execute', 'record', 'test', 'review', 'disposition', 'release', 'transfer'] as const;
export const MOM_CATEGORIES = ['production', 'quality', 'inventory', 'maintenance'] as const;
export const CAPTURES = ['auto', 'manual', 'hybrid', 'paper', 'none'] as const;
export const CHANGES = ['none', 'config', 'modify', 'new', 'retire'] as const;
export const SYSTEM_KINDS = [
  'MES',
  'ERP',
  'QMS',
  'LIMS',
  'PLM',
  'EDMS',
  'SCADA',
  'PLC',
  'historian',
  'SPC',
  'CDS',
  'EMS',
  'instrument',
  'CMMS',
  'WMS',
  'middleware',
  'spreadsheet',
  'paper',
  'other',
] as const;
/** X execution, Q quality, E enterprise, N none. */
export const DOMAINS = ['X', 'Q', 'E', 'N'] as const;
export const GAMP_CATEGORIES = ['1', '3', '4', '5'] as const;
export const VALIDATED = ['yes', 'partly', 'no', 'unknown', 'n/a'] as const;
export const AUDIT_TRAIL = ['yes', 'no', 'unknown'] as const;
export const LIFECYCLES = ['live', 'legacy', 'retiring', 'planned'] as const;
export const PLANNED_ACTIONS = ['keep', 'configure', 'upgrade', 'replace', 'retire'] as const;
export const DATA_CATEGORIES = [
  'order',
  'specification',
  'sampling_plan',
  'test_method',
  'procedure',
  'raw',
  'result',
  'nonconformance',
  'decision',
  'status',
  'batch_record',
  'genealogy',
  'certificate',
  'audit',
  'other',
] as const;
export const CRITICALITIES = ['high', 'medium', 'low'] as const;
export const OUTPUT_KINDS = ['record', 'approval', 'report'] as const;
export const RELEVANCES = ['required', 'supports', 'contract', 'internal'] as const;
export const REPORT_LOGIC = ['in_scope', 'not_applicable'] as const;
export const MECHANISMS = ['api', 'message', 'file', 'db', 'opcua', 'manual', 'paper'] as const;
export const TRANSFORMATIONS = ['none', 'unit', 'mapping', 'calculation', 'aggregation'] as const;
export const RECONCILIATIONS = ['none', 'count', 'checksum', 'value'] as const;
export const VALIDATION_STATES = ['unassessed', 'planned', 'validated', 'not_required'] as const;
export const CONSTRAINT_KINDS = [
  'legacy_unsupported',
  'validated_state',
  'downtime_window',
  'replacement_not_allowed',
  'long_lifecycle',
  'vendor_lock',
  'shared_sites',
  'validation_budget',
] as const;
export const RISK_KINDS = [
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
/** `review`, `release` and `audit` together are "the review system" of the rules. */
export const ROLE_USES = ['collect', 'record', 'review', 'release', 'audit'] as const;
export const REVIEW_USES = ['review', 'release', 'audit'] as const;
export const DATA_USES = ['create', 'update', 'decide', 'use'] as const;
/** create, update and decide write; use reads. */
export const WRITING_USES = ['create', 'update', 'decide'] as const;
export const RESPONSIBILITIES = ['A', 'R', 'C', 'V', 'I'] as const;
export const AREAS = ['area.requirements', 'area.data_models', 'area.validation', 'area.change_control'] as const;
export const SCOPES = ['interface', 'transformation', 'reporting'] as const;
/** Signature meanings, 21 CFR 11.50(a)(3). */
export const MEANINGS = ['review', 'approval', 'responsibility', 'authorship'] as const;

export type PlantFunction = (typeof FUNCTIONS)[number];
export type OwningFunction = (typeof OWNING_FUNCTIONS)[number];
export type RoleUse = (typeof ROLE_USES)[number];
export type DataUse = (typeof DATA_USES)[number];
export type Responsibility = (typeof RESPONSIBILITIES)[number];
export type Area = (typeof AREAS)[number];
export type Scope = (typeof SCOPES)[number];
export type Meaning = (typeof MEANINGS)[number];
export type Regime = (typeof REGIMES)[number];
