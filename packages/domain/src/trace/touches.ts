/**
 * What a change to a record would touch: outputs, interfaces, the functions to ask before and those that sign after. A
 * charter takes all three signatures in any case; here stands whose signature the change itself concerns.
 */
import type { Facts } from '../findings/facts.ts';
import type { SubjectRef } from '../findings/finding.ts';
import { refs } from '../findings/rule.ts';
import { OWNING_FUNCTIONS, type Area, type OwningFunction } from '../schema/vocabulary.ts';
import { dependentsOf } from './depend.ts';
import {
  TRACEABLE,
  type Dependents,
  type FunctionAsked,
  type FunctionSigning,
  type Touches,
  type Traceable,
} from './dependents.ts';
import { factsOf, frozen, idOf, kindOf, type TraceSource } from './source.ts';

/** Areas of responsibility in which a change to a record falls; for a person, those in which they have a code. */
const AREAS_OF: Readonly<Record<Exclude<Traceable, 'person'>, readonly Area[]>> = {
  system: ['area.validation', 'area.change_control'],
  dataObject: ['area.data_models', 'area.validation', 'area.change_control'],
  interface: ['area.data_models', 'area.validation', 'area.change_control'],
  step: ['area.requirements', 'area.validation', 'area.change_control'],
};

const refsOf = (...lists: readonly Dependents['outputs'][]): readonly SubjectRef[] =>
  lists.flatMap((list) => list.map(({ ref }) => ref));

function asked(facts: Facts, said: OwningFunction, ref: SubjectRef, touched: readonly SubjectRef[]): FunctionAsked {
  const system = kindOf(ref) === 'system' ? facts.index.entity('system', idOf(ref)) : undefined;
  const owns = (person: string | undefined): boolean => facts.index.entity('person', person ?? '')?.function === said;
  return {
    function: said,
    because: [
      ...(owns(system?.processOwnerId) ? [{ why: 'process_owner' as const, at: ref }] : []),
      ...(owns(system?.systemOwnerId) ? [{ why: 'system_owner' as const, at: ref }] : []),
      ...touched.flatMap((at) => {
        const codes = facts.codes(idOf(at), said);
        return [
          ...(codes.includes('A') ? [{ why: 'answer' as const, at }] : []),
          ...(codes.includes('V') ? [{ why: 'refuse' as const, at }] : []),
        ];
      }),
    ],
  };
}

function signing(
  facts: Facts,
  said: OwningFunction,
  outputs: readonly SubjectRef[],
  touched: readonly SubjectRef[],
  areas: readonly Area[],
): FunctionSigning {
  const onOutput = (output: SubjectRef): boolean =>
    facts.codes(idOf(output), said).includes('A') ||
    facts.index.rows('approverByOutput', idOf(output)).some(({ parts }) => parts.function === said);
  const accepted = new Set(
    facts.input('acceptances').flatMap((one) => (one.function === said ? one.key.split(' ').slice(1) : [])),
  );
  return {
    function: said,
    because: [
      ...outputs
        .filter((at) => facts.isRegulatedOutput(idOf(at)) && onOutput(at))
        .map((at) => ({ reason: 'regulated_output' as const, at })),
      ...touched.filter((at) => accepted.has(at)).map((at) => ({ reason: 'accepted' as const, at })),
      ...areas
        .filter((area) => facts.codes(area, said).some((code) => code === 'A' || code === 'V'))
        .map((area) => ({ reason: 'area' as const, at: refs.area(area) })),
    ],
  };
}

/** What a change to a system, data object, interface, step or person would touch. */
export function touches(source: TraceSource, ref: SubjectRef): Touches {
  const facts = factsOf(source);
  const found = dependentsOf(source, ref);
  const kind = kindOf(ref) as Traceable;
  const isOnBoard = TRACEABLE.includes(kind) && facts.index.entity(kind, idOf(ref)) !== undefined;
  const outputs = refsOf(found.outputs);
  const touched = isOnBoard ? [ref, ...refsOf(found.outputs, found.data, found.steps, found.interfaces)] : [];
  const areas = !isOnBoard
    ? []
    : kind === 'person'
      ? (found.areas.map((one) => idOf(one.ref)) as Area[])
      : AREAS_OF[kind];
  const some = (one: { readonly because: readonly unknown[] }): boolean => one.because.length > 0;
  return frozen({
    of: ref,
    outputs: found.outputs,
    interfaces: found.interfaces,
    asks: OWNING_FUNCTIONS.map((said) => asked(facts, said, ref, touched)).filter(some),
    signs: OWNING_FUNCTIONS.map((said) => signing(facts, said, outputs, touched, areas)).filter(some),
  });
}
