/** Who takes part in a board, by function: the members of the record, and who is here without being one. Pure. */
import { FUNCTIONS, type PlantFunction } from '@chartroom/domain';
import type { Members, MemberState } from '@chartroom/record';
import { format } from '#lib/messages/index.ts';
import type { Peer } from '#lib/state/contract.ts';

export interface Participant {
  readonly principal: string;
  readonly name: string;
  readonly function: PlantFunction;
  /** null for somebody who is here and no member: on a server that is open to everybody. */
  readonly member: MemberState | null;
  readonly here: boolean;
  readonly self: boolean;
}

export interface RosterGroup {
  readonly function: PlantFunction;
  readonly people: readonly Participant[];
}

/**
 * By function and then by name, so that no row moves when somebody comes, goes or gets another role. Operations, quality
 * and IT are always there, empty too; others only when there are any.
 */
export function roster(members: Members, peers: readonly Peer[]): readonly RosterGroup[] {
  const here = new Map(peers.map((peer) => [peer.principal.id, peer]));
  const known: Participant[] = [...members.values()].map((member) => ({
    principal: member.principal,
    name: member.name,
    function: member.function,
    member,
    here: here.has(member.principal),
    self: here.get(member.principal)?.self ?? false,
  }));
  const strangers = peers
    .filter(({ principal }) => !members.has(principal.id))
    .map(({ principal, self }) => ({
      principal: principal.id,
      name: principal.name,
      function: principal.function,
      member: null,
      here: true,
      self,
    }));
  const all = [...known, ...strangers].sort(
    (a, b) => format.compare(a.name, b.name) || (a.principal < b.principal ? -1 : 1),
  );
  return FUNCTIONS.map((of) => ({ function: of, people: all.filter((one) => one.function === of) })).filter(
    (group) => group.function !== 'OTHER' || group.people.length > 0,
  );
}
