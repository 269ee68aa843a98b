/** Repairs of the P and I rules: approvers, feeds, validation scope, reconciliation. */
import { setField } from '../../mutate/entity.ts';
import { together } from '../../mutate/perform.ts';
import { addApprover, addFeed, removeApprover, removeFeed, setScope } from '../../mutate/statement.ts';
import type { PlantFunction } from '../../schema/vocabulary.ts';
import { first, idOf, type Fixers } from './fix.ts';
import { connect } from './master-data.ts';
import { voiceOf } from './ownership.ts';
import { enterRisk } from './risks.ts';

export const OUTPUT_FIXERS: Fixers = {
  P01: (facts, finding) => {
    const output = first(finding);
    const person = voiceOf(facts, 'QUA');
    if (person === null) return [];
    return [
      {
        id: 'approver',
        kind: 'add-approver',
        names: [`person/${person.id}`],
        mutation: addApprover({ output, function: 'QUA', person: person.id, meaning: 'approval' }),
      },
    ];
  },
  P04: (facts, finding) => {
    const [output, system, data] = finding.subjects.map(idOf);
    const [source, ...more] = (finding.details['sources'] ?? []).map(idOf);
    if (output === undefined || system === undefined || data === undefined || source === undefined) return [];
    if (more.length > 0) return [];
    return [
      connect(facts, source, system, data),
      {
        id: 'feed',
        kind: 'feed-from-record',
        names: [`system/${source}`, `dataObject/${data}`],
        mutation: together('addFeed', [
          removeFeed({ output, system, data }),
          addFeed({ output, system: source, data }),
        ]),
      },
    ];
  },
  P07: (facts, finding) => {
    const output = first(finding);
    const said = idOf(finding.subjects[1]) as PlantFunction;
    const person = idOf(finding.subjects[2]);
    const meaning = idOf(finding.subjects[3]);
    const lacks = finding.details['lacks'] ?? [];
    const named = lacks.includes('lacks/person') ? (said === 'OTHER' ? undefined : voiceOf(facts, said)?.id) : person;
    if (named === undefined) return [];
    const meant = lacks.includes('lacks/meaning') ? 'approval' : meaning;
    return [
      {
        id: 'approver',
        kind: lacks.includes('lacks/person') ? 'name-approver' : 'set-meaning',
        names: [`person/${named}`, `meaning/${meant}`],
        mutation: together('addApprover', [
          removeApprover({
            output,
            function: said,
            person: person === '-' ? null : person,
            meaning: meaning === '-' ? null : (meaning as 'approval'),
          }),
          addApprover({ output, function: said, person: named, meaning: meant as 'approval' }),
        ]),
      },
    ];
  },
  P08: (_, finding) => [
    {
      id: 'in-scope',
      kind: 'report-in-scope',
      names: [],
      mutation: setField('output', first(finding), 'reportLogic', 'in_scope'),
    },
    {
      id: 'not-applicable',
      kind: 'report-not-applicable',
      names: [],
      mutation: setField('output', first(finding), 'reportLogic', 'not_applicable'),
    },
  ],
  I01: (_, finding) => [
    {
      id: 'scope',
      kind: 'scope-interface',
      names: [],
      mutation: setScope({ interface: first(finding), scope: 'interface' }, true),
    },
  ],
  I02: (_, finding) => [
    {
      id: 'scope',
      kind: 'scope-transformation',
      names: [],
      mutation: setScope({ interface: first(finding), scope: 'transformation' }, true),
    },
  ],
  I03: (_, finding) =>
    (['count', 'checksum', 'value'] as const).map((how) => ({
      id: how,
      kind: 'reconcile',
      names: [`reconciliation/${how}`],
      mutation: setField('interface', first(finding), 'reconciliation', how),
    })),
  I04: (facts, finding) => enterRisk(facts, 'data_migration', 'IT', [first(finding)]),
};
