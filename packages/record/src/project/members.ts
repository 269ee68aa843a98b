/** Who takes part, and who did: the last word about each principal counts. */
import type { PlantFunction } from '@chartroom/domain';
import type { KnownEntry } from '../kinds/index.ts';
import type { Standing } from '../may.ts';
import { CopyOnWriteMap } from './copy-on-write-map.ts';
import type { Speaker } from './verdicts.ts';

export interface MemberState extends Standing {
  readonly principal: string;
  readonly name: string;
  /** Which of the people named on the board this is. */
  readonly person: string | null;
  /** '' when it was not given; so is the job title. */
  readonly discipline: string;
  readonly jobTitle: string;
  /** When this was said. */
  readonly at: string;
}
/** By principal. */
export type Members = ReadonlyMap<string, MemberState>;

export class MembersBuilder {
  readonly #members = new CopyOnWriteMap<string, MemberState>();
  readonly #former = new CopyOnWriteMap<string, MemberState>();

  add({ payload, at }: KnownEntry<'member'>): void {
    const { principal, name, role } = payload;
    if (role === null) {
      const left = this.#members.get(principal);
      this.#members.delete(principal);
      if (left !== undefined) this.#former.set(principal, left);
      return;
    }
    this.#former.delete(principal);
    this.#members.set(principal, {
      principal,
      name,
      role,
      function: payload.function,
      // Neither a guest nor a member of no owning function ever signs, whatever was said.
      signer: payload.signer && payload.guest !== true && payload.function !== 'OTHER',
      guest: payload.guest === true,
      person: payload.person ?? null,
      discipline: payload.discipline ?? '',
      jobTitle: payload.jobTitle ?? '',
      at,
    });
  }

  /** What a principal is now. */
  speakerOf(principal: string): Speaker {
    const member = this.#members.get(principal);
    return { function: member?.function ?? 'OTHER', role: member?.role ?? null };
  }

  /** Function for which a principal speaks now; OTHER for somebody who is no member. */
  functionOf(principal: string): PlantFunction {
    return this.#members.get(principal)?.function ?? 'OTHER';
  }

  get value(): Members {
    return this.#members.value;
  }

  /** Members who left, as they were last: what they said still has their name. */
  get former(): Members {
    return this.#former.value;
  }
}
