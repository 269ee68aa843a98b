/** The difference in one line: each part is a count in words and the places behind it. Pure. */
import type { ComparisonSummary, EntityId } from '@chartroom/domain';
import { m } from '#lib/messages/index.ts';

export interface DifferencePlace {
  /** Address of the record where it is seen. */
  readonly record: string;
  readonly field: string | null;
}
export interface SummaryPart {
  readonly key: string;
  readonly text: string;
  readonly places: readonly DifferencePlace[];
}

const at = (kind: 'step' | 'system' | 'interface', ids: readonly EntityId[]): readonly DifferencePlace[] =>
  ids.map((id) => ({ record: `${kind}/${id}`, field: null }));

/** Two records that move at one step are one place to look at. */
const once = (places: readonly DifferencePlace[]): readonly DifferencePlace[] => [
  ...new Map(places.map((place) => [`${place.record} ${place.field}`, place])).values(),
];

/** Records first, then what carries and holds them; what does not change is left out. */
export function summaryParts(summary: ComparisonSummary): readonly SummaryPart[] {
  const words = m.map.states;
  const interfacesGo = summary.interfacesGone.length > 0;
  const records = summary.records.map(({ step, data }): DifferencePlace =>
    step === null
      ? { record: `dataObject/${data ?? ''}`, field: null }
      : { record: `step/${step}`, field: 'role.record' },
  );
  const roles = summary.otherRoles.map(({ step, role }) => ({ record: `step/${step}`, field: `role.${role}` }));
  const parts: readonly (readonly [string, (count: number) => string, readonly DifferencePlace[]])[] = [
    ['records', words.recordsMove, records],
    ['roles', words.rolesChange, roles],
    ['retired', words.systemsRetire, at('system', summary.systemsRetired)],
    ['replaced', words.systemsReplaced, at('system', summary.systemsReplaced)],
    ['systems', words.systemsCome, at('system', summary.systemsNew)],
    ['gone', words.interfacesGo, at('interface', summary.interfacesGone)],
    ['new', interfacesGo ? words.othersCome : words.interfacesCome, at('interface', summary.interfacesNew)],
    ['changed', words.interfacesChange, at('interface', summary.interfacesChanged)],
    ['stepsGone', words.stepsGo, at('step', summary.stepsGone)],
    ['stepsNew', words.stepsCome, at('step', summary.stepsNew)],
  ];
  return parts.flatMap(([key, say, places]) =>
    places.length === 0 ? [] : [{ key, text: say(places.length), places: once(places) }],
  );
}

/** The steps of which somebody still has to say how they are today. */
export const unknownPart = (summary: ComparisonSummary): SummaryPart | null =>
  summary.unknown.length === 0
    ? null
    : {
        key: 'unknown',
        text: m.map.states.unknownAt(summary.unknown.length),
        places: at('step', summary.unknown),
      };

/** The place after `current` among the places of a part, from the first again at the end. */
export function nextPlace(places: readonly DifferencePlace[], current: number): number {
  return places.length === 0 ? -1 : (current + 1) % places.length;
}
