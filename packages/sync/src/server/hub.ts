/**
 * All rooms of one process: each is loaded once however many ask, kept while it is used, forgotten when it is idle.
 */
import type * as Y from 'yjs';
import { LIMITS, type Limits } from '../limits.ts';
import { LogFailure, type Principal } from '../ports.ts';
import { CLOSE, type CloseReason } from '../wire/close-codes.ts';
import { SUBPROTOCOL } from '../wire/grammar.ts';
import type { BoardState, ConnectRequest, EditOutcome, Hub, HubConnection, HubOptions } from './contract.ts';
import { GroupCommit } from './group-commit.ts';
import { RoomHost } from './room-host.ts';

export function createHub(options: HubOptions): Hub {
  return new RoomsHub(options);
}

class RoomsHub implements Hub {
  private readonly options: HubOptions;
  private readonly limits: Limits;
  private readonly defer: (task: () => void) => void;
  private readonly commits: GroupCommit;
  private readonly hosts = new Map<string, RoomHost>();
  private nextConnection = 1;
  private isClosing = false;
  private cancelSweep: (() => void) | null = null;

  constructor(options: HubOptions) {
    this.options = options;
    this.limits = { ...LIMITS, ...options.limits };
    this.defer = options.defer ?? ((task) => void options.clock.after(0, task));
    this.commits = new GroupCommit({
      log: options.log,
      defer: this.defer,
      onFailure: (boards, failure, detail) => options.logger({ kind: 'append-failed', boards, failure, detail }),
    });
  }

  connect({ board, grant, subprotocol, transport }: ConnectRequest): HubConnection {
    const sessionId = this.options.sessionIds();
    if (this.isClosing) {
      transport.close(CLOSE.restart);
      return { sessionId, receive() {}, pong() {}, closed() {}, end() {} };
    }
    const id = this.nextConnection++;
    const host = this.host(board);
    host.admit({ id, sessionId, own: subprotocol === SUBPROTOCOL, grant, transport });
    let waitingBytes = 0;
    return {
      sessionId,
      receive: (bytes) => {
        if (this.isClosing) return;
        // Frames may be views of a buffer that the socket uses again.
        const kept = host.isLoading ? new Uint8Array(bytes) : bytes;
        if (host.isLoading && (waitingBytes += bytes.length) > this.limits.maxWaitingBytes) {
          return host.deliver({ kind: 'end', connection: id, reason: CLOSE.overloaded });
        }
        host.deliver({ kind: 'frame', connection: id, bytes: kept });
      },
      pong: () => host.deliver({ kind: 'pong', connection: id }),
      closed: () => host.deliver({ kind: 'disconnect', connection: id }),
      end: (reason: CloseReason) => host.deliver({ kind: 'end', connection: id, reason }),
    };
  }

  async edit(board: string, principal: Principal, edit: (doc: Y.Doc) => void): Promise<EditOutcome> {
    return this.openHost(board).edit(principal, edit);
  }

  async read(board: string): Promise<BoardState> {
    return this.openHost(board).read();
  }

  async view<T>(
    board: string,
    reader: (doc: Y.Doc, at: { readonly seq: number; readonly epoch: number }) => T,
  ): Promise<T> {
    return this.openHost(board).view(reader);
  }

  pushRecord(board: string, entries: Uint8Array): void {
    // Whoever opens the board later asks for them.
    this.hosts.get(board)?.deliver({ kind: 'record', entries });
  }

  present(board: string): readonly Principal[] {
    return this.hosts.get(board)?.present() ?? [];
  }

  async close(): Promise<void> {
    this.isClosing = true;
    this.cancelSweep?.();
    await this.commits.idle();
    for (const host of this.hosts.values()) host.endAll(CLOSE.restart);
    this.hosts.clear();
  }

  private openHost(board: string): RoomHost {
    if (this.isClosing) throw new LogFailure('unavailable', 'The server is stopping.');
    return this.host(board);
  }

  private host(board: string): RoomHost {
    const known = this.hosts.get(board);
    if (known !== undefined) return known;
    const host: RoomHost = new RoomHost(board, {
      ...this.options,
      limits: this.limits,
      defer: this.defer,
      commits: this.commits,
      onGone: () => {
        if (this.hosts.get(board) === host) this.hosts.delete(board);
      },
    });
    this.hosts.set(board, host);
    this.cancelSweep ??= this.options.clock.after(this.limits.sweepMs, () => this.sweep());
    return host;
  }

  private sweep(): void {
    const now = this.options.clock.monotonicMs();
    for (const [board, host] of this.hosts) {
      host.sweep();
      if (!host.canBeEvicted(now)) continue;
      this.hosts.delete(board);
      this.options.logger({ kind: 'room-evicted', board });
    }
    this.cancelSweep = this.hosts.size === 0 ? null : this.options.clock.after(this.limits.sweepMs, () => this.sweep());
  }
}
