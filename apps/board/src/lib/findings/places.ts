/**
 * Where a finding is repaired: the view, the record and the field in which the repair is written, or the part of the
 * view that holds it where that is no record. Pure; knows no screen and no words.
 */
import {
  parseRowKey,
  ROW_KINDS,
  type EntityKind,
  type Finding,
  type RowKind,
  type RuleId,
  type SubjectRef,
} from '@chartroom/domain';
import { HOME_VIEW, TITLE_FIELD } from '../record/titles.ts';
import { parseRecord, type ViewName } from '../shell/address.ts';

export interface RepairPlace {
  readonly view: ViewName;
  /** `step/<id>`; null where the repair is no field of a record. */
  readonly record: string | null;
  readonly field: string | null;
  /** A part of the view: a cell of the matrix `area.validation|QUA`, a section of the process, the classification. */
  readonly spot: string | null;
}

const idOf = (ref: SubjectRef | undefined): string => (ref ?? '').slice((ref ?? '').indexOf('/') + 1);
const kindOf = (ref: SubjectRef | undefined): string => (ref ?? '').slice(0, Math.max(0, (ref ?? '').indexOf('/')));

const inRecord = (record: SubjectRef | undefined, field: string | null = null): RepairPlace => {
  const ref = parseRecord(record ?? null);
  return ref === null
    ? { view: 'map', record: null, field: null, spot: null }
    : { view: HOME_VIEW[ref.kind] as ViewName, record: record ?? null, field, spot: null };
};
const inView = (view: ViewName, spot: string | null = null): RepairPlace => ({ view, record: null, field: null, spot });
const inMatrix = (area: SubjectRef | undefined, said: string): RepairPlace => inView('owners', `${idOf(area)}|${said}`);

type Places = (finding: Finding) => RepairPlace;
const first =
  (field: string | null): Places =>
  (finding) =>
    inRecord(finding.subjects[0], field);
const listed = (finding: Finding, detail: string): readonly SubjectRef[] => finding.details[detail] ?? [];
const firstListed =
  (detail: string, field: string): Places =>
  (finding) =>
    inRecord(listed(finding, detail)[0] ?? finding.subjects[0], field);

/** Where the system roles of a data object are said: the first step that shows the finding, else the data object itself. */
const atStep =
  (field: string): Places =>
  (finding) => {
    const step = [...listed(finding, 'steps'), ...finding.shownOn].find((ref) => kindOf(ref) === 'step');
    return step === undefined ? inRecord(finding.subjects[0]) : inRecord(step, field);
  };
/** An assessment: the open risk of the kind, else where risks are entered. */
const atRisk: Places = (finding) => {
  const [risk] = listed(finding, 'risks');
  return risk === undefined ? inView('process', 'risk') : inRecord(risk);
};
const ofItemOrArea =
  (code: (finding: Finding) => string): Places =>
  (finding) =>
    kindOf(finding.subjects[0]) === 'area'
      ? inMatrix(finding.subjects[0], idOf(finding.subjects[1]))
      : inRecord(finding.subjects[0], `resp.${code(finding)}`);
const ofArea =
  (said: (finding: Finding) => string): Places =>
  (finding) =>
    inMatrix(finding.subjects[0], said(finding));
const second = (finding: Finding): string => idOf(finding.subjects[1]);

/** Field of a record in which a row of each kind is written; kinds that are left out are no field of their owner. */
const FIELD_OF_ROW: Readonly<Partial<Record<RowKind, (parts: Readonly<Record<string, string>>) => string>>> = {
  role: (parts) => `role.${parts['use'] ?? ''}`,
  stepData: (parts) => `data.${parts['use'] ?? ''}`,
  resp: (parts) => `resp.${parts['code'] ?? ''}`,
  flow: () => 'flow',
  feed: () => 'feed',
  approver: () => 'approver',
  citation: () => 'citation',
  ifData: () => 'ifData',
};

function partsOf(kind: string | undefined, key: string): Readonly<Record<string, string>> {
  if (!(ROW_KINDS as readonly (string | undefined)[]).includes(kind)) return {};
  const parsed = parseRowKey(kind as RowKind, key);
  return 'parts' in parsed ? parsed.parts : {};
}

/** A reference in a field, or one in a row of the record. */
const broken: Places = (finding) => {
  const [subject] = finding.subjects;
  const field = listed(finding, 'field')[0];
  if (field !== undefined) return inRecord(subject, idOf(field));
  const [, kind, ...key] = (listed(finding, 'row')[0] ?? '').split('/');
  const parts = partsOf(kind, key.join('/'));
  if (kindOf(subject) === 'area') return inMatrix(subject, parts['function'] ?? 'OPS');
  return inRecord(subject, FIELD_OF_ROW[kind as RowKind]?.(parts) ?? null);
};

const PLACES: Readonly<Record<RuleId, Places>> = {
  M01: first('role.record'),
  M02: atStep('role.record'),
  M03: atStep('role.record'),
  M04: atStep('role.collect'),
  M05: atStep('role.record'),
  M06: first('role.review'),
  M07: (finding) => {
    const last = listed(finding, 'steps').at(-1);
    return last === undefined ? inRecord(finding.subjects[0], 'regulated') : inRecord(last, 'role.review');
  },
  M08: firstListed('systems', 'auditTrail'),
  M09: first('mechanism'),
  M10: broken,
  M11: (finding) => inRecord(finding.subjects[0], TITLE_FIELD[kindOf(finding.subjects[0]) as EntityKind]),
  O01: first('resp.A'),
  O02: first('resp.A'),
  O03: ofItemOrArea((finding) => idOf(finding.subjects[2])),
  O04: ofArea((finding) => idOf(listed(finding, 'functions')[0]) || (finding.owes[0] ?? 'OPS')),
  O05: ofArea(() => 'QUA'),
  O06: ofArea(second),
  O07: ofArea(() => 'IT'),
  O08: ofArea((finding) => finding.owes[0] ?? 'QUA'),
  O09: first('resp.A'),
  O10: first('resp.A'),
  O11: ofArea(second),
  P01: first('approver'),
  P02: first('feed'),
  P03: first('feed'),
  P04: first('feed'),
  P05: first('citation'),
  P06: first('regulated'),
  P07: first('approver'),
  P08: first('reportLogic'),
  I01: first('scope.interface'),
  I02: first('scope.transformation'),
  I03: first('reconciliation'),
  I04: first('asIsSoR'),
  R01: first('plannedAction'),
  R02: () => inView('process', 'risk'),
  R03: atRisk,
  R04: atRisk,
  R05: firstListed('systems', 'lifecycle'),
  R06: firstListed('systems', 'validated'),
  R07: atRisk,
  R08: first('plannedAction'),
  G01: () => inView('people'),
  G02: () => inView('findings', 'classification'),
  G03: () => inView('findings', 'classification'),
  G04: first('text'),
  G05: first('rationale'),
  G06: () => inView('findings', 'classification'),
  G07: (finding) => inView(listed(finding, 'lacks').includes('lacks/step') ? 'map' : 'outputs'),
  G08: () => inView('process', 'title'),
  G09: first('function'),
};

export const placeOf = (finding: Finding): RepairPlace => PLACES[finding.rule](finding);
