/** Section 7, the data-object register, and the map part of section 5: systems of record by category and domain. */
import { OWNING_FUNCTIONS, type Entity } from '@chartroom/domain';
import type { Classification, ContestedLine, DataObjectLine, RecordPlacement, Ref } from '../model.ts';
import { ownership } from './ownership.ts';
import type { RecordSource } from './record-source.ts';
import type { Source } from './source.ts';
import { byLabel, distinct, evidenceOf, rowAddresses } from './source.ts';
import { agreementOn } from './verdicts.ts';

const recordRows = (from: Source, data: string) => {
  const writers = new Set(from.relations.writers(data));
  return from.snapshot.rows.role.filter(
    ({ parts }) =>
      parts.use === 'record' &&
      (parts.data === data || (parts.data === '*' && (parts.step === '*' || writers.has(parts.step)))),
  );
};

/** Where the record is today: by the roles of today's state, else as stated on the object itself. */
const asIs = (from: Source, entity: Entity<'dataObject'>): readonly Ref[] => {
  const systems = from.today.systemsOfRecord(entity.id);
  if (systems.length > 0) return systems.map((system) => from.ref('system', system)).toSorted(byLabel);
  return entity.asIsSoR === undefined ? [] : [from.ref('system', entity.asIsSoR)];
};

const systemsOfRecord = (from: Source, data: string): readonly Ref[] =>
  from.relations
    .systemsOfRecord(data)
    .map((system) => from.ref('system', system))
    .toSorted(byLabel);

const partRows = (from: Source, whole: string) => from.rows('part', 'whole', whole);

const dataObjectLine = (from: Source, entity: Entity<'dataObject'>): DataObjectLine => {
  const systems = systemsOfRecord(from, entity.id);
  const parts = partRows(from, entity.id)
    .map((row) => ({
      data: from.ref('dataObject', row.parts.part),
      systems: systemsOfRecord(from, row.parts.part),
    }))
    .toSorted((a, b) => byLabel(a.data, b.data));
  const standing =
    systems.length === 0
      ? 'none'
      : from.relations.inConflict(entity.id)
        ? 'several'
        : systems.length === 1
          ? 'one'
          : 'parts';
  return {
    id: entity.id,
    label: entity.label,
    title: from.ref('dataObject', entity.id).title,
    category: entity.category ?? null,
    regulated: entity.regulated ?? null,
    change: entity.change ?? null,
    criticality: entity.criticality ?? null,
    asIs: asIs(from, entity),
    systemsOfRecord: systems,
    standing,
    parts,
    note: from.note(entity.id),
    ...ownership(from, entity.id),
    evidence: evidenceOf('dataObject', entity.id, [
      ...recordRows(from, entity.id),
      ...partRows(from, entity.id),
      ...from.rows('resp', 'subject', entity.id),
    ]),
  };
};

/** By number, as people read them: D2 before D10. */
const inOrder = (from: Source): readonly Entity<'dataObject'>[] =>
  from.live('dataObject').toSorted((a, b) => byLabel(from.ref('dataObject', a.id), from.ref('dataObject', b.id)));

export const composeDataObjects = (from: Source): readonly DataObjectLine[] =>
  inOrder(from).map((entity) => dataObjectLine(from, entity));

const placements = (from: Source): Classification['systemsOfRecord'] => {
  const byCategory = new Map<Entity<'dataObject'>['category'] | null, RecordPlacement[]>();
  for (const entity of inOrder(from)) {
    const category = entity.category ?? null;
    const known = byCategory.get(category) ?? [];
    known.push({
      data: from.ref('dataObject', entity.id),
      regulated: entity.regulated ?? null,
      systems: systemsOfRecord(from, entity.id).map((system) => ({
        system,
        domain: from.find('system', system.id)?.domain ?? null,
      })),
      conflict: from.relations.inConflict(entity.id),
      evidence: evidenceOf('dataObject', entity.id, recordRows(from, entity.id)),
    });
    byCategory.set(category, known);
  }
  return [...byCategory].map(([category, known]) => ({ category: category ?? null, placements: known }));
};

const contested = (from: Source, record: RecordSource): readonly ContestedLine[] => {
  const { contested: questions, medians, purposes } = from.analysis.classification;
  return questions.map((question) => {
    const rows = from.rows('link', 'to', `scoping.${question}`);
    const tied = distinct(
      rows
        .filter((row) => from.find('decision', row.parts.from) !== undefined)
        .map((row) => from.ref('decision', row.parts.from)),
    ).toSorted(byLabel);
    const agreements = tied.flatMap(({ id, gone }) => {
      const { agreed, decided } = agreementOn(from, record, from.find('decision', id)!);
      return agreed && gone === undefined ? [{ id, evidence: decided!.evidence }] : [];
    });
    return {
      question,
      by: question === 'P' ? purposes : (medians.find((one) => one.question === question)?.by ?? {}),
      decisions: tied,
      agreed: agreements.map(({ id }) => id),
      evidence: [...rowAddresses(rows), ...agreements.flatMap(({ evidence }) => evidence)],
    };
  });
};

export const composeClassification = (from: Source, record: RecordSource): Classification => {
  const said = from.analysis.classification;
  return {
    result: said.result,
    base: said.base,
    scores: said.scores,
    purpose: said.purpose,
    fired: said.fired,
    map: said.map,
    provisional: said.provisional,
    captureChanges: said.captureChanges,
    madeJointBy: said.madeJointBy === null ? null : from.ref('decision', said.madeJointBy),
    votes: OWNING_FUNCTIONS.map((fn) => ({
      function: fn,
      participants: said.participants[fn],
      purpose: said.purposes[fn] ?? null,
      medians: Object.fromEntries(
        said.medians.flatMap(({ question, by }) => (by[fn] === undefined ? [] : [[question, by[fn]]])),
      ),
    })),
    ballots: { awaits: 'session' },
    contested: contested(from, record),
    systemsOfRecord: placements(from),
  };
};
