/** A record for the tests of this folder: entries as the server would chain them, read as the board reads them. */
import { RecordProjector, type KnownEntry, type Payload, type ThreadState } from '@chartroom/record';
import type { PlantFunction } from '@chartroom/domain';

type Kind = KnownEntry['kind'];

export const ME = '0'.repeat(25) + '1';
export const PRIYA = '0'.repeat(25) + '2';
export const MARTA = '0'.repeat(25) + '3';
const PEOPLE: readonly (readonly [string, string, PlantFunction])[] = [
  [ME, 'Lena Wirth', 'OPS'],
  [PRIYA, 'Priya Nair', 'QUA'],
  [MARTA, 'Marta Lindqvist', 'IT'],
];

export class TestRecord {
  readonly #projector = new RecordProjector();
  #projection = $state.raw(this.#projector.value);

  constructor() {
    for (const [principal, name, fn] of PEOPLE)
      this.say(principal, 'member', { principal, name, function: fn, role: 'contributor', signer: false });
  }

  /** The number of the entry. */
  say<K extends Kind>(actor: string, kind: K, payload: Payload<K>): number {
    const seq = this.#projection.recordSeq + 1;
    const at = new Date(Date.UTC(2026, 10, 24, 8, 0, seq)).toISOString();
    this.#projector.add([{ board: 'B1', seq, id: id(9_000 + seq), kind, actor, at, payload, prevHash: '', hash: '' }]);
    this.#projection = this.#projector.value;
    return seq;
  }
  begin(actor: string, thread: string, part: Partial<Payload<'thread'>> = {}): number {
    return this.say(actor, 'thread', {
      thread,
      anchor: { subject: 'step/S1', label: 'Step 1' },
      kind: 'question',
      title: `Thread ${thread.slice(-3)}`,
      body: 'What about it?',
      ...part,
    });
  }
  reply(actor: string, thread: string, comment: string, part: Partial<Payload<'comment'>> = {}): number {
    return this.say(actor, 'comment', { thread, comment, body: 'That.', ...part });
  }

  get threads(): ReadonlyMap<string, ThreadState> {
    return this.#projection.threads;
  }
  thread(id: string): ThreadState | undefined {
    return this.#projection.threads.get(id);
  }
  threadsOn(subject: string): readonly ThreadState[] {
    return [...this.#projection.threads.values()].filter((thread) => thread.anchor.subject === subject);
  }
  get members() {
    return this.#projection.members;
  }
  who(principal: string) {
    const member = this.#projection.members.get(principal) ?? this.#projection.former.get(principal);
    return member === undefined
      ? undefined
      : ({ id: principal, name: member.name, function: member.function, kind: 'user' } as const);
  }
  of(id: string): ThreadState {
    const thread = this.thread(id);
    if (thread === undefined) throw new Error(`no thread ${id}`);
    return thread;
  }
}

/** 26 characters, as ids of threads and messages are. */
export const id = (at: number): string => String(at).padStart(26, '0');
