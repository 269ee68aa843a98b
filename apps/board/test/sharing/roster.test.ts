import { BOARD_ROLES } from '@chartroom/record';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roster } from '#lib/sharing/roster.ts';
import type { Peer } from '#lib/state/contract.ts';
import { member, membersOf } from './people.ts';

const peer = (id: string, name: string, of: 'OPS' | 'QUA' | 'IT' | 'OTHER', self = false): Peer => ({
  principal: { id, name, function: of, kind: 'visitor' },
  place: { view: 'map', record: null, field: null },
  self,
  draft: null,
});

describe('who takes part', () => {
  const names = ['Ágnes Tóth', 'Bo Lind', 'Zoë Ames', 'Émile Roy', 'Bo Lind'];
  const all = names.map((name, index) =>
    member(name, { principal: `m${index}`, function: index % 2 === 0 ? 'OPS' : 'QUA' }),
  );

  it('SHA-1 stands by function and in it by name, whatever the roles are and whoever is here', () => {
    const order = (groups: ReturnType<typeof roster>): readonly string[] =>
      groups.flatMap(({ people }) => people.map(({ principal }) => principal));
    const before = order(roster(membersOf(...all), []));
    expect(before).toEqual(['m0', 'm4', 'm2', 'm1', 'm3']);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...BOARD_ROLES), { minLength: all.length, maxLength: all.length }),
        fc.subarray(all),
        fc.shuffledSubarray(all, { minLength: all.length }),
        (roles, here, said) => {
          const members = membersOf(...said.map((one) => ({ ...one, role: roles[all.indexOf(one)]! })));
          const peers = here.map((one) => peer(one.principal, one.name, one.function));
          expect(order(roster(members, peers))).toEqual(before);
        },
      ),
    );
  });

  it('SHA-1 shows operations, quality and IT while nobody is there, others only when there are any', () => {
    expect(roster(membersOf(), []).map((group) => group.function)).toEqual(['OPS', 'QUA', 'IT']);
    const other = member('Eva Varga', { function: 'OTHER' });
    expect(roster(membersOf(other), []).map((group) => group.function)).toEqual(['OPS', 'QUA', 'IT', 'OTHER']);
  });

  it('SHA-2 lists whoever is here without being a member', () => {
    const lena = member('Lena Wirth');
    const [ops, , it] = roster(membersOf(lena), [
      peer(lena.principal, 'Lena Wirth', 'OPS', true),
      peer('x', 'Ivo', 'IT'),
    ]);
    expect(ops?.people).toMatchObject([{ name: 'Lena Wirth', here: true, self: true, member: lena }]);
    expect(it?.people).toMatchObject([{ name: 'Ivo', here: true, self: false, member: null }]);
  });

  it('SHA-3 says who is here and who is not', () => {
    const lena = member('Lena Wirth');
    const tom = member('Tom Brandt');
    const [ops] = roster(membersOf(lena, tom), [peer(tom.principal, 'Tom Brandt', 'OPS')]);
    expect(ops?.people.map(({ name, here }) => [name, here])).toEqual([
      ['Lena Wirth', false],
      ['Tom Brandt', true],
    ]);
  });
});
