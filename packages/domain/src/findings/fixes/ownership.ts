/** Repairs of the O rules: keep one accountable, name the person who is certain, give a function its part. */
import { call, type NamedMutation } from '../../mutate/by-name.ts';
import type { Entity, EntityId } from '../../read/snapshot.ts';
import type { OwningFunction, PlantFunction } from '../../schema/vocabulary.ts';
import type { Facts } from '../facts.ts';
import { first, fixOf, idOf, type Fix, type Fixers } from './fix.ts';

/** The one live person who answers for a function most often: as approver, as accountable, as who may refuse. */
export function voiceOf(facts: Facts, said: OwningFunction): Entity<'person'> | null {
  const counts = new Map<EntityId, number>();
  for (const id of facts.index.ids('person')) {
    if (facts.index.entity('person', id)?.function !== said) continue;
    const held = facts.index.rows('respByPerson', id);
    const vetoes = held.filter((row) => row.parts.code === 'V').length;
    const answers = held.filter((row) => row.parts.code === 'A').length;
    counts.set(id, vetoes * 1000 + answers);
  }
  const [best, next] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (best === undefined || (next !== undefined && next[1] === best[1])) return null;
  return facts.index.entity('person', best[0]) ?? null;
}

/** A code for a function: A and V only where it is certain who holds it. */
function giveCode(facts: Facts, subject: string, said: OwningFunction, code: 'V' | 'R' | 'C'): readonly Fix[] {
  const person = voiceOf(facts, said);
  if (code === 'V' && person === null) return [];
  return [
    fixOf(
      {
        id: `give:${said}:${code}`,
        kind: 'give-code',
        names: [
          `function/${said}`,
          `code/${code}`,
          ...(code === 'C' || person === null ? [] : [`person/${person.id}`]),
        ],
      },
      [
        call('assignResponsibility', {
          subject,
          function: said,
          code,
          person: code === 'C' ? null : (person?.id ?? null),
        }),
      ],
    ),
  ];
}

function keepAccountable(facts: Facts, subject: string): readonly Fix[] {
  const rows = facts.accountableRows(subject);
  return rows.flatMap((kept): readonly Fix[] => {
    if (facts.activePerson(kept.parts.person, kept.parts.function) === null) return [];
    const others = rows.filter((row) => row !== kept);
    return [
      fixOf(
        {
          id: `accountable:${kept.key}`,
          kind: 'keep-accountable',
          names: [`person/${kept.parts.person}`, `function/${kept.parts.function}`],
        },
        others.flatMap((row): readonly NamedMutation[] => {
          const { function: said, person } = row.parts;
          const named = person === '-' ? null : person;
          return [
            call('withdrawResponsibility', { subject, function: said, code: 'A', person: named }),
            // Whoever was named keeps a say: a V for another function, an R for a colleague.
            ...(named === null || said === 'OTHER'
              ? []
              : [
                  call('assignResponsibility', {
                    subject,
                    function: said,
                    code: said === kept.parts.function ? 'R' : 'V',
                    person: named,
                  }),
                ]),
          ];
        }),
        'keepAccountable',
      ),
    ];
  });
}

export const OWNERSHIP_FIXERS: Fixers = {
  O02: (facts, finding) => keepAccountable(facts, first(finding)),
  O03: (facts, finding) => {
    const said = idOf(finding.subjects[1]) as PlantFunction;
    const code = idOf(finding.subjects[2]) as 'A' | 'V';
    const subject = first(finding);
    if (said === 'OTHER') return [];
    const person = voiceOf(facts, said);
    const wrong = facts.index
      .rows('respBySubject', subject)
      .filter(
        (row) =>
          row.parts.function === said && row.parts.code === code && facts.activePerson(row.parts.person, said) === null,
      );
    if (person === null) return [];
    return [
      fixOf(
        { id: 'person', kind: 'name-person', names: [`person/${person.id}`] },
        [
          ...wrong.map((row) => call('withdrawRow', { row: 'resp', key: row.key })),
          call('assignResponsibility', { subject, function: said, code, person: person.id }),
        ],
        'nameHolder',
      ),
    ];
  },
  O04: (facts, finding) => keepAccountable(facts, first(finding)),
  O05: (facts, finding) => giveCode(facts, first(finding), 'QUA', 'V'),
  O06: (facts, finding) => giveCode(facts, first(finding), idOf(finding.subjects[1]) as OwningFunction, 'V'),
  O07: (facts, finding) => giveCode(facts, first(finding), 'IT', 'R'),
  O09: (facts, finding) => giveCode(facts, first(finding), 'QUA', 'C'),
  O10: (facts, finding) => giveCode(facts, first(finding), 'OPS', 'C'),
};
