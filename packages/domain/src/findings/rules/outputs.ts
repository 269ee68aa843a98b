/** P rules: what must be shown to somebody, what feeds it and who signs it (DOMAIN section 4). */
import type { EntityId } from '../../read/snapshot.ts';
import type { OwningFunction } from '../../schema/vocabulary.ts';
import { isOwning, type Facts } from '../facts.ts';
import { refs, rule, type Hit, type Rule } from '../rule.ts';
import { ownersOfData } from './master-data.ts';

const ownersOfOutput = (facts: Facts, output: EntityId): readonly OwningFunction[] => facts.accountable(output, 'QUA');

export const P01 = rule(
  'P01',
  'B',
  'output',
  (facts, id) =>
    facts.isRegulatedOutput(id) &&
    !facts.index.rows('approverByOutput', id).some((row) => row.parts.function === 'QUA') && {
      subjects: [refs.output(id)],
      owes: ['QUA'] as const,
    },
);

export const P02 = rule(
  'P02',
  'B',
  'output',
  (facts, id) =>
    facts.index.rows('feedByOutput', id).length === 0 && {
      subjects: [refs.output(id)],
      owes: ownersOfOutput(facts, id),
    },
);

/** True when a system is on the map in any way: it has a role at a step or an end of an interface. */
function onMap(facts: Facts, system: EntityId): boolean {
  if (facts.index.entity('system', system) === undefined) return false;
  if (facts.index.rows('roleBySystem', system).length > 0) return true;
  return facts.index.ids('interface').some((id) => {
    const entity = facts.index.entity('interface', id);
    return entity?.fromId === system || entity?.toId === system;
  });
}

export const P03 = rule('P03', 'B', 'output', (facts, id) => {
  const systems = [...new Set(facts.index.rows('feedByOutput', id).map((row) => row.parts.system))].sort();
  return systems
    .filter((system) => !onMap(facts, system))
    .map((system): Hit => ({
      subjects: [refs.output(id), refs.system(system)],
      owes: ownersOfOutput(facts, id),
    }));
});

export const P04 = rule('P04', 'B', 'output', (facts, id) =>
  facts.index.rows('feedByOutput', id).flatMap(({ parts, dangling }): readonly Hit[] => {
    if (dangling.length > 0) return [];
    const sources = facts.relations.systemsOfRecord(parts.data);
    if (sources.length === 0 || facts.reachable(sources, parts.system, parts.data)) return [];
    return [
      {
        subjects: [refs.output(id), refs.system(parts.system), refs.data(parts.data)],
        details: { sources: sources.map(refs.system) },
        owes: ['IT'],
      },
    ];
  }),
);

export const P05 = rule(
  'P05',
  'B',
  'output',
  (facts, id) =>
    facts.index.entity('output', id)?.relevance === 'required' &&
    facts.index.rows('citationByOutput', id).length === 0 && {
      subjects: [refs.output(id)],
      owes: ownersOfOutput(facts, id),
    },
);

export const P06 = rule(
  'P06',
  'W',
  'dataObject',
  (facts, data) =>
    facts.isRegulated(data) &&
    facts.index.rows('feedByData', data).length === 0 && {
      subjects: [refs.data(data)],
      owes: ownersOfData(facts, data),
    },
);

export const P07 = rule('P07', 'B', 'output', (facts, id) =>
  facts.index.rows('approverByOutput', id).flatMap(({ parts }): readonly Hit[] => {
    const nobody = !facts.isActive(parts.person, parts.function);
    if (!nobody && parts.meaning !== '-') return [];
    return [
      {
        subjects: [
          refs.output(id),
          refs.function(parts.function),
          refs.person(parts.person),
          refs.meaning(parts.meaning),
        ],
        details: {
          lacks: [...(nobody ? ['lacks/person'] : []), ...(parts.meaning === '-' ? ['lacks/meaning'] : [])],
        },
        owes: [isOwning(parts.function) ? parts.function : 'QUA'],
      },
    ];
  }),
);

export const P08 = rule('P08', 'W', 'output', (facts, id) => {
  const output = facts.index.entity('output', id);
  return (
    output?.kind === 'report' &&
    output.reportLogic === undefined && { subjects: [refs.output(id)], owes: ownersOfOutput(facts, id) }
  );
});

export const OUTPUT_RULES: readonly Rule[] = [P01, P02, P03, P04, P05, P06, P07, P08] as readonly Rule[];
