/** A server's record as the board sees it: pages without the audit trail, commands once per id, pushes to who is connected. */
import {
  chained,
  isGroundKind,
  projectAll,
  sameContent,
  TRAIL_KINDS,
  type Entry,
  type RecordProjection,
} from '@chartroom/record';
import type { RecordResponse } from '@chartroom/server/api';
import type { Answer } from '../../src/lib/session/http.ts';
import type { Command, RecordServer } from '../../src/lib/state/record-server.ts';

export const id = (name: string): string => name.replaceAll(/[^0-9a-hjkmnp-tv-z]/g, '0').padEnd(26, '0');
export const BOARD = id('board');
export const [ME, PRIYA, ILSE] = ['me', 'p-pr', 'n-se'].map(id) as [string, string, string];

const TRAIL: ReadonlySet<string> = new Set(TRAIL_KINDS);
const refusal = (status: number, detail = 'No.', retryAfterMs?: number): Answer<never> => ({
  ok: false,
  failure: {
    kind: 'refused',
    problem: { type: '/problems/any', title: 'Refused', status, detail },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  },
});
export const away: Answer<never> = { ok: false, failure: { kind: 'unreachable' } };

/** What happens to a command: it is stored, its answer is lost, or it is answered with a status. */
export type Fate = 'stored' | 'lost' | 'away' | { readonly status: number; readonly retryAfterMs?: number };

export class FakeRecordServer implements RecordServer {
  entries: Entry[] = [];
  isUp = true;
  /** What happens to the next commands; 'stored' when there is none left. */
  fates: Fate[] = [];
  /** Ids of commands in the order in which they arrived. */
  readonly arrived: string[] = [];
  /** `since` of every page that was asked for. */
  readonly asked: number[] = [];
  readonly listeners = new Set<(entries: readonly Entry[]) => void>();
  /** Entries of one page. */
  readonly #pageSize: number;
  #numbers = 0;

  constructor(pageSize = 3) {
    this.#pageSize = pageSize;
  }

  /** Stores and pushes. */
  append(actor: string, kind: string, payload: unknown, entryId = id(`e${(this.#numbers += 1)}`)): Entry {
    const at = new Date(1_795_593_600_000 + this.entries.length * 1000).toISOString();
    const entry = chained(BOARD, this.entries.at(-1) ?? null, { id: entryId, kind, actor, at, payload });
    this.entries.push(entry);
    for (const listener of this.listeners) listener([entry]);
    return entry;
  }

  joins(principal: string, given: Readonly<Record<string, unknown>> = {}): Entry {
    const member = { principal, name: principal, role: 'contributor', function: 'OPS', signer: false };
    return this.append(principal, 'member', { ...member, ...given });
  }

  asks(thread: string, subject = 'step/1', actor = PRIYA): Entry {
    const anchor = { subject, label: 'Step 1' };
    return this.append(actor, 'thread', { thread: id(thread), anchor, kind: 'question', title: 'Who?', body: 'Who?' });
  }
  answers(thread: string, comment: string, actor = PRIYA): Entry {
    return this.append(actor, 'comment', { thread: id(thread), comment: id(comment), body: 'We do.' });
  }
  changes(): Entry {
    return this.append(PRIYA, 'change', {
      root: 'step',
      key: '1',
      change: 'created',
      old: null,
      new: 1,
      from: 1,
      to: 1,
    });
  }

  /** What everybody comes to in the end; the position is that of the last entry. */
  get projection(): RecordProjection {
    return projectAll(this.entries.filter(({ kind }) => !TRAIL.has(kind)));
  }

  read(since: number, isSaid: (kind: string) => boolean = (kind) => !TRAIL.has(kind)): Answer<RecordResponse> {
    const said = this.entries.filter(({ kind }) => isSaid(kind));
    const entries = said.filter(({ seq }) => seq > since).slice(0, this.#pageSize);
    return { ok: true, value: { entries, head: this.entries.at(-1) ?? null, lastSaid: said.at(-1)?.seq ?? 0 } };
  }

  async page(since: number): ReturnType<RecordServer['page']> {
    this.asked.push(since);
    return this.isUp ? this.read(since) : away;
  }

  async ground(since: number): ReturnType<RecordServer['ground']> {
    return this.isUp ? this.read(since, isGroundKind) : away;
  }

  async entry(seq: number): ReturnType<RecordServer['entry']> {
    return this.isUp ? { ok: true, value: this.entries[seq - 1] ?? null } : away;
  }

  async send(command: Command): ReturnType<RecordServer['send']> {
    if (!this.isUp) return away;
    this.arrived.push(command.id);
    const fate = this.fates.shift() ?? 'stored';
    if (fate === 'away') return away;
    if (typeof fate === 'object') return refusal(fate.status, `Refused with ${fate.status}.`, fate.retryAfterMs);
    const known = this.entries.find((entry) => entry.id === command.id);
    if (known !== undefined && !sameContent(known, { ...command, actor: ME })) return refusal(409);
    const entry = known ?? this.append(ME, command.kind, command.payload, command.id);
    return fate === 'lost' ? away : { ok: true, value: { entry } };
  }
}

/** The server with pages of its own. */
export const portOf = (
  server: FakeRecordServer,
  page: RecordServer['page'],
  ground: RecordServer['ground'] = (since) => server.ground(since),
): RecordServer => ({
  page,
  ground,
  entry: (seq) => server.entry(seq),
  send: (command) => server.send(command),
});
