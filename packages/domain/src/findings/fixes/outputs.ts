/** Repairs of the P and I rules: approvers, feeds, validation scope, reconciliation. */
import { call } from '../../mutate/by-name.ts';
import type { PlantFunction } from '../../schema/vocabulary.ts';
import { first, fixOf, idOf, type Fixers } from './fix.ts';
import { connect } from './master-data.ts';
import { voiceOf } from './ownership.ts';
import { enterRisk } from './risks.ts';

export const OUTPUT_FIXERS: Fixers = {
  P01: (facts, finding) => {
    const output = first(finding);
    const person = voiceOf(facts, 'QUA');
    if (person === null) return [];
    return [
      fixOf({ id: 'approver', kind: 'add-approver', names: [`person/${person.id}`] }, [
        call('addApprover', { output, function: 'QUA', person: person.id, meaning: 'approval' }),
      ]),
    ];
  },
  P04: (facts, finding) => {
    const [output, system, data] = finding.subjects.map(idOf);
    const [source, ...more] = (finding.details['sources'] ?? []).map(idOf);
    if (output === undefined || system === undefined || data === undefined || source === undefined) return [];
    if (more.length > 0) return [];
    return [
      connect(facts, source, system, data),
      fixOf(
        { id: 'feed', kind: 'feed-from-record', names: [`system/${source}`, `dataObject/${data}`] },
        [call('removeFeed', { output, system, data }), call('addFeed', { output, system: source, data })],
        'addFeed',
      ),
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
      fixOf(
        {
          id: 'approver',
          kind: lacks.includes('lacks/person') ? 'name-approver' : 'set-meaning',
          names: [`person/${named}`, `meaning/${meant}`],
        },
        [
          call('removeApprover', {
            output,
            function: said,
            person: person === '-' ? null : person,
            meaning: meaning === '-' ? null : (meaning as 'approval'),
          }),
          call('addApprover', { output, function: said, person: named, meaning: meant as 'approval' }),
        ],
        'addApprover',
      ),
    ];
  },
  P08: (_, finding) => [
    fixOf({ id: 'in-scope', kind: 'report-in-scope', names: [] }, [
      call('setField', { kind: 'output', id: first(finding), field: 'reportLogic', value: 'in_scope' }),
    ]),
    fixOf({ id: 'not-applicable', kind: 'report-not-applicable', names: [] }, [
      call('setField', { kind: 'output', id: first(finding), field: 'reportLogic', value: 'not_applicable' }),
    ]),
  ],
  I01: (_, finding) => [
    fixOf({ id: 'scope', kind: 'scope-interface', names: [] }, [
      call('setScope', { interface: first(finding), scope: 'interface', included: true }),
    ]),
  ],
  I02: (_, finding) => [
    fixOf({ id: 'scope', kind: 'scope-transformation', names: [] }, [
      call('setScope', { interface: first(finding), scope: 'transformation', included: true }),
    ]),
  ],
  I03: (_, finding) =>
    (['count', 'checksum', 'value'] as const).map((how) =>
      fixOf({ id: how, kind: 'reconcile', names: [`reconciliation/${how}`] }, [
        call('setField', { kind: 'interface', id: first(finding), field: 'reconciliation', value: how }),
      ]),
    ),
  I04: (facts, finding) => enterRisk(facts, 'data_migration', 'IT', [first(finding)]),
};
