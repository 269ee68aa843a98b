/** I rules: whether what an interface does to regulated data is in somebody's validation scope (DOMAIN section 4). */
import type { EntityId } from '../../read/snapshot.ts';
import type { Facts } from '../facts.ts';
import { refs, rule, type Rule } from '../rule.ts';
import { ownersOfData } from './master-data.ts';

/** An interface that goes needs no evidence any more. */
const stays = (facts: Facts, id: EntityId) => {
  const entity = facts.index.entity('interface', id);
  return entity === undefined || entity.change === 'retire' ? null : entity;
};

export const I01 = rule('I01', 'B', 'interface', (facts, id) => {
  const entity = stays(facts, id);
  const carried = facts.regulatedCarried(id);
  if (entity === null || carried.length === 0 || facts.relations.scopes(id).length > 0) return null;
  if (entity.status === 'not_required' && (entity.rationale ?? '').trim() !== '') return null;
  return {
    subjects: [refs.interface(id)],
    details: { data: carried.map(refs.data) },
    owes: facts.accountable(id, 'IT'),
  };
});

export const I02 = rule('I02', 'B', 'interface', (facts, id) => {
  const entity = stays(facts, id);
  const { transformation } = entity ?? {};
  if (transformation === undefined || transformation === 'none') return null;
  if (facts.relations.scopes(id).includes('transformation')) return null;
  const carried = facts.regulatedCarried(id);
  return {
    subjects: [refs.interface(id)],
    severity: carried.length > 0 ? 'B' : 'W',
    details: { data: carried.map(refs.data) },
    inputs: [transformation],
    owes: facts.accountable(id, 'IT'),
  };
});

export const I03 = rule('I03', 'W', 'interface', (facts, id) => {
  const entity = stays(facts, id);
  const carried = facts.regulatedCarried(id);
  if (entity === null || carried.length === 0 || (entity.reconciliation ?? 'none') !== 'none') return null;
  return {
    subjects: [refs.interface(id)],
    details: { data: carried.map(refs.data) },
    owes: facts.accountable(id, 'IT'),
  };
});

export const I04 = rule('I04', 'W', 'dataObject', (facts, data) => {
  const asIs = facts.index.entity('dataObject', data)?.asIsSoR;
  if (asIs === undefined || facts.risksOfKind('data_migration').length > 0) return null;
  const systems = facts.relations.systemsOfRecord(data);
  if (systems.length === 1 && systems[0] === asIs) return null;
  return {
    subjects: [refs.data(data)],
    details: { from: [refs.system(asIs)], systems: systems.map(refs.system) },
    owes: ownersOfData(facts, data),
  };
});

export const INTERFACE_RULES: readonly Rule[] = [I01, I02, I03, I04] as readonly Rule[];
