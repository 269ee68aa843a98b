/**
 * What a facilitator does to the members of a board, each at once and with one notice: done with a way back, waiting for
 * the server, or refused with its reason. A way back changes what was changed and nothing else.
 */
import type { PlantFunction } from '@chartroom/domain';
import type { BoardRole, MemberState } from '@chartroom/record';
import { m, term } from '#lib/messages/index.ts';
import type { RecordStore } from '#lib/state/record-contract.ts';
import { toast, type ToastRequest } from '#lib/ui/toast.svelte.ts';
import { restated, signersFor, type MemberChange } from './membership.ts';

/** Longer than other notices: by it somebody who was taken off comes back as they were. */
const STAY_MS = 12_000;

interface Step {
  readonly member: MemberState;
  readonly change: MemberChange;
}

export class MemberActs {
  readonly #record: RecordStore;
  readonly #isNamed: (person: string) => boolean;
  readonly #tell: (notice: ToastRequest) => void;

  /** `isNamed`: whether a person of this id is named on the board now. */
  constructor(record: RecordStore, isNamed: (person: string) => boolean, tell: (notice: ToastRequest) => void = toast) {
    this.#record = record;
    this.#isNamed = isNamed;
    this.#tell = tell;
  }

  setRole(member: MemberState, role: BoardRole): Promise<void> {
    if (role === member.role) return Promise.resolve();
    return this.#act([{ member, change: { role } }], m.sharing.said.role(member.name, m.sharing.roleIn[role]));
  }

  setFunction(member: MemberState, of: PlantFunction): Promise<void> {
    if (of === member.function) return Promise.resolve();
    return this.#act(
      [{ member, change: { function: of } }],
      m.sharing.said.function(member.name, term('function', of)),
    );
  }

  remove(member: MemberState): Promise<void> {
    return this.#act([{ member, change: { role: null } }], m.sharing.said.removed(member.name));
  }

  /** Names the one signer of a function, or nobody: whoever was named before is not any more. */
  setSigner(of: PlantFunction, principal: string | null): Promise<void> {
    const before = signersFor(this.#record.members, of).filter((other) => other.principal !== principal);
    const named = principal === null ? undefined : this.#record.member(principal);
    const steps: Step[] = before.map((member) => ({ member, change: { signer: false } }));
    if (named && !named.signer) steps.push({ member: named, change: { signer: true } });
    if (steps.length === 0) return Promise.resolve();
    const text = named
      ? m.sharing.said.signs(named.name, term('function', of))
      : m.sharing.said.signsNot(steps[0]?.member.name ?? '');
    return this.#act(steps, text);
  }

  /** Says which of the people named on the board a member is. */
  link(member: MemberState, person: { readonly id: string; readonly name: string } | null): Promise<void> {
    if ((person?.id ?? null) === member.person) return Promise.resolve();
    const text = person ? m.sharing.said.linked(member.name, person.name) : m.sharing.said.unlinked(member.name);
    return this.#act([{ member, change: { person: person?.id ?? null } }], text);
  }

  async #act(steps: readonly Step[], text: string): Promise<void> {
    const outcome = await this.#say(steps);
    if (!outcome) return;
    const back = steps.toReversed().map(({ member, change }) => ({ member, change: inverse(member, change) }));
    this.#tell({
      text: outcome === 'later' ? m.sharing.said.later(text) : text,
      kind: 'ok',
      key: 'member',
      stayMs: STAY_MS,
      action: { label: m.common.undo, run: () => void this.#say(back) },
    });
  }

  /** Says the steps one after the other; null when one was refused, which was told. */
  async #say(steps: readonly Step[]): Promise<'stored' | 'later' | null> {
    let outcome: 'stored' | 'later' = 'stored';
    for (const { member, change } of steps) {
      // What somebody else has said about the member meanwhile stays.
      const now = this.#record.member(member.principal) ?? member;
      // Somebody who was taken off the board is nobody any more, and saying it again would be refused.
      const gone = change.person === undefined && now.person !== null && !this.#isNamed(now.person);
      const said = await this.#record.say('member', restated(now, gone ? { ...change, person: null } : change));
      if (said.ok === false) {
        this.#tell({ text: m.sharing.said.refused(said.problem.detail), kind: 'refused', key: 'member' });
        return null;
      }
      if (said.ok === 'later') outcome = 'later';
    }
    return outcome;
  }
}

const inverse = (member: MemberState, change: MemberChange): MemberChange => ({
  ...(change.role === undefined ? {} : { role: member.role }),
  ...(change.function === undefined ? {} : { function: member.function, signer: member.signer }),
  ...(change.signer === undefined ? {} : { signer: member.signer }),
  ...(change.person === undefined ? {} : { person: member.person }),
});
