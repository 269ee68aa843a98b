/** Members as the record has them, and a record that takes what is said and can be looked at. */
import type { Members, MemberState, Payload } from '@chartroom/record';
import type { RecordStore, Said } from '#lib/state/record-contract.ts';

let last = 0;
const FACTS = { role: 'contributor', signer: false, guest: false, person: null, discipline: '', jobTitle: '' } as const;

export function member(name: string, facts: Partial<MemberState> = {}): MemberState {
  const principal = facts.principal ?? `p${++last}`;
  return { ...FACTS, at: '2026-11-26T09:00:00.000Z', function: 'OPS', ...facts, principal, name };
}

export const membersOf = (...all: readonly MemberState[]): Members => new Map(all.map((one) => [one.principal, one]));

/** What a server does with a `member` command, as far as these screens can tell. */
export class FakeRecord {
  members: Members;
  readonly said: Payload<'member'>[] = [];
  answer: () => Said = () => ({ ok: true });

  constructor(...all: readonly MemberState[]) {
    this.members = membersOf(...all);
  }

  member(principal: string): MemberState | undefined {
    return this.members.get(principal);
  }

  say(_kind: string, payload: Payload<'member'>): Promise<Said> {
    this.said.push(payload);
    const answer = this.answer();
    if (answer.ok !== false) this.take(payload);
    return Promise.resolve(answer);
  }

  /** Somebody has said it, here or elsewhere. */
  take(payload: Payload<'member'>): void {
    const members = new Map(this.members);
    const { principal, name, role } = payload;
    if (role === null) members.delete(principal);
    else
      members.set(principal, {
        ...member(name, { principal }),
        function: payload.function,
        role,
        signer: payload.signer,
        person: payload.person ?? null,
        discipline: payload.discipline ?? '',
        jobTitle: payload.jobTitle ?? '',
        guest: payload.guest === true,
      });
    this.members = members;
  }

  /** For what takes a whole record. */
  get store(): RecordStore {
    return this as unknown as RecordStore;
  }
}
