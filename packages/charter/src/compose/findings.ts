/** The findings as lines of the charter: what they name gets its name as of now. */
import type { EntityKind, Finding } from '@chartroom/domain';
import type { FindingLine, Findings, Ref } from '../model.ts';
import type { RecordSource } from './record-source.ts';
import type { Source } from './source.ts';
import { byCodeUnit } from './source.ts';
import { acceptancesOf } from './verdicts.ts';

const namesOf = (from: Source, finding: Finding): Readonly<Record<string, Ref>> => {
  const refs = new Set([...finding.subjects, ...Object.values(finding.details).flat()]);
  const named = [...refs].sort(byCodeUnit).flatMap((ref): readonly (readonly [string, Ref])[] => {
    const slash = ref.indexOf('/');
    const kind = ref.slice(0, slash) as EntityKind;
    return from.isKind(kind) ? [[ref, from.ref(kind, ref.slice(slash + 1))]] : [];
  });
  return Object.fromEntries(named);
};

const findingLine = (from: Source, record: RecordSource, finding: Finding): FindingLine => ({
  rule: finding.rule,
  severity: finding.severity,
  key: finding.key,
  subjects: finding.subjects,
  details: finding.details,
  names: namesOf(from, finding),
  owes: finding.owes,
  fingerprint: finding.fingerprint,
  acceptedBy: finding.acceptedBy,
  acceptances: acceptancesOf(record, finding),
});

export const composeFindings = (from: Source, record: RecordSource): Findings => ({
  open: from.analysis.findings.filter((one) => !one.accepted).map((one) => findingLine(from, record, one)),
  accepted: from.analysis.findings.filter((one) => one.accepted).map((one) => findingLine(from, record, one)),
});
