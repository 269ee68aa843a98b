/**
 * One board on the screen, from the first moment to the last: local copy first, then the server, again after a refusal,
 * and what is kept when edits were refused. The page shows its phase; views get its store.
 */
import type { AuthorsResponse, BoardResponse } from '@chartroom/server/api';
import * as Y from 'yjs';
import { ask } from '#lib/session/http.ts';
import type { RefusedEdits } from './connection.ts';
import type { Author, BoardStore } from './contract.ts';
import { copyName, isLoad, LocalCopy, type SetAside } from './local-copy.ts';
import { openBoard, type OpenedBoard } from './open-board.ts';
import { recordCopyName, recordDatabase } from './record-database.ts';
import { recordServer } from './record-server.ts';
import { BoardMemory, browserMemory, type Remembered } from './remembered.ts';

export type Phase =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'not-found' }
  /** It was open to this person, and is not any more. */
  | { readonly kind: 'closed' }
  /** Nothing can be shown: the server is away and there is no copy, or it refused before anything arrived. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** Why a board is closed to somebody who was on it. */
const CLOSES: ReadonlySet<string> = new Set(['forbidden', 'unknown-board']);

const FIRST: Remembered = { epoch: 0, generation: 0, setAside: [] };

export class BoardSession {
  readonly id: string;
  phase = $state.raw<Phase>({ kind: 'opening' });
  store = $state.raw<BoardStore | null>(null);
  /** Drafts of edits that the server refused and that are still kept in this browser. */
  setAside = $state.raw<readonly SetAside[]>([]);

  readonly #me: () => Author;
  readonly #memory: BoardMemory;
  #opened: OpenedBoard | null = null;
  #copy: LocalCopy | null = null;
  /** Counts openings, so that what a former one still answers is ignored. */
  #opening = 0;

  /** `me` is read again when the name changes; its id stays. */
  constructor(id: string, me: () => Author) {
    this.id = id;
    this.#me = me;
    this.#memory = new BoardMemory(browserMemory(), me().id, id);
  }

  /** Opens, or opens afresh. */
  async open(): Promise<void> {
    await this.close();
    const opening = ++this.#opening;
    const doc = new Y.Doc();
    const last = this.#memory.read();
    this.phase = { kind: 'opening' };
    this.setAside = last?.setAside ?? [];
    const known = last !== null && last.epoch > 0 ? last : null;
    const copy = known ? await LocalCopy.open(this.#nameOf(known), doc) : null;
    if (opening !== this.#opening) return void copy?.close();
    this.#copy = copy;
    // A copy that was never filled shows nothing: wait for the server as on a first visit.
    const filled = copy !== null && doc.store.clients.size > 0;
    this.#opened = openBoard({
      id: this.id,
      doc,
      epoch: copy ? (known?.epoch ?? null) : null,
      filled,
      carried: filled ? this.#memory.unsent() : 0,
      url: syncUrl(this.id, this.#me().id),
      me: this.#me,
      isLoad,
      record: {
        server: recordServer(this.id, this.#me().id),
        copy: recordDatabase(recordCopyName(this.#me().id, this.id)),
      },
      askAuthors: async () => {
        const answer = await ask<AuthorsResponse>(`/api/boards/${encodeURIComponent(this.id)}/authors`);
        return answer.ok ? answer.value : null;
      },
      onWelcome: ({ epoch }) => void this.#keep(opening, doc, epoch),
      onState: () => this.#follow(opening, doc.clientID),
    });
    this.store = this.#opened.store;
    this.#follow(opening, doc.clientID);
    if (!filled) void this.#lookUp(opening);
  }

  /** Why the server takes nothing more of this document; null while all is well. Reactive. */
  get refused(): RefusedEdits | null {
    return this.store ? (this.#opened?.connection.refused ?? null) : null;
  }

  get unsent(): number {
    return this.#opened?.connection.unsent ?? 0;
  }

  /** This browser keeps a copy, so that leaving loses nothing. */
  get kept(): boolean {
    return this.#copy !== null;
  }

  retry(): void {
    if (this.phase.kind === 'failed' && this.phase.code === 'protocol') location.reload();
    else if (this.phase.kind === 'failed' || this.phase.kind === 'not-found') void this.open();
    else {
      this.#opened?.client.retryNow();
      this.#opened?.record.online();
    }
  }

  /** After a refusal: sets the copy with the refused edits aside and loads the board from the server. */
  async startAfresh(): Promise<void> {
    const last = this.#memory.read() ?? FIRST;
    const refused = this.#opened?.connection.refused;
    if (refused?.code === 'protocol') return location.reload();
    const kept: SetAside | null =
      this.#copy && refused?.draft && (refused.code !== 'stale-epoch' || this.#opened!.connection.unsentEdits > 0)
        ? { copy: this.#copy.name, reason: refused.message, atMs: Date.now() }
        : null;
    this.#memory.write({
      epoch: 0,
      generation: last.generation + 1,
      setAside: kept ? [...last.setAside, kept] : last.setAside,
    });
    this.#memory.allSent();
    await this.open();
  }

  /** The document of this screen, or of a copy set aside, as a Yjs update. */
  async draft(copy: SetAside | null): Promise<Uint8Array> {
    const doc = new Y.Doc();
    if (!copy) {
      const draft = this.#opened?.connection.refused?.draft;
      return draft ?? (this.#opened ? Y.encodeStateAsUpdate(this.#opened.client.doc) : Y.encodeStateAsUpdate(doc));
    }
    const open = await LocalCopy.open(copy.copy, doc);
    const update = Y.encodeStateAsUpdate(doc);
    await open?.close();
    return update;
  }

  /** Forgets a copy that was set aside. */
  async discard(aside: SetAside): Promise<void> {
    await LocalCopy.delete(aside.copy);
    const last = this.#memory.read();
    if (!last) return;
    const setAside = last.setAside.filter((other) => other.copy !== aside.copy);
    this.#memory.write({ ...last, setAside });
    this.setAside = setAside;
  }

  renamed(): void {
    this.#opened?.renamed();
  }

  async close(): Promise<void> {
    this.#opening++;
    const opened = this.#opened;
    const copy = this.#copy;
    this.#opened = null;
    this.#copy = null;
    this.store = null;
    await copy?.close();
    opened?.close();
  }

  /** Starts the local copy when the server has said which epoch this is. */
  async #keep(opening: number, doc: Y.Doc, epoch: number): Promise<void> {
    if (this.#copy || opening !== this.#opening) return;
    const remembered: Remembered = { ...(this.#memory.read() ?? FIRST), epoch };
    const copy = await LocalCopy.open(this.#nameOf(remembered), doc);
    if (opening !== this.#opening) return void copy?.close();
    this.#copy = copy;
    if (copy) this.#memory.write(remembered);
  }

  #follow(opening: number, tab: number): void {
    const opened = this.#opened;
    if (!opened || opening !== this.#opening) return;
    const { connection, client } = opened;
    if (client.state.kind === 'synced') this.#memory.allSent();
    else if ('unsent' in client.state && this.#copy) this.#memory.noteUnsent(tab, client.state.unsent);
    const refused = client.state.kind === 'refused' ? client.state : null;
    // Nothing of this person's is lost by loading the board again.
    if (refused?.refusal.code === 'stale-epoch' && connection.unsentEdits === 0) void this.startAfresh();
    // Whoever may only read from now on goes on reading; the edits that came too late are set aside.
    else if (refused?.refusal.code === 'read-only' && this.#copy && !opened.isTyping) void this.startAfresh();
    else if (refused && connection.ready && CLOSES.has(refused.refusal.code)) this.#shut();
    else if (connection.ready) {
      // The same value again would wake the whole page with each edit.
      if (this.phase.kind !== 'open') this.phase = { kind: 'open' };
    } else if (refused) {
      const { code, message } = refused.refusal;
      this.phase = code === 'unknown-board' ? { kind: 'not-found' } : { kind: 'failed', code, message };
    } else if (client.state.kind === 'offline' && this.phase.kind === 'opening') {
      this.phase = { kind: 'failed', code: 'unreachable', message: '' };
    }
    // A copy opens without the server; whether the board is still open to the person only the server knows.
    if (client.state.kind === 'offline' && client.welcome === null) void this.#lookUp(opening);
  }

  /** What this browser keeps of the board goes with the right to see it, unless it holds what only this person has. */
  #shut(): void {
    if (this.phase.kind === 'closed') return;
    this.phase = { kind: 'closed' };
    const copy = this.#copy;
    if (!copy || this.unsent > 0) return;
    const last = this.#memory.read() ?? FIRST;
    this.#memory.write({ ...last, epoch: 0, generation: last.generation + 1 });
    this.#copy = null;
    void copy.close().then(() => LocalCopy.delete(copy.name));
    indexedDB.deleteDatabase(recordCopyName(this.#me().id, this.id));
  }

  /** A socket that is refused before it opens gives no reason; the HTTP interface does. */
  async #lookUp(opening: number): Promise<void> {
    const answer = await ask<BoardResponse>(`/api/boards/${encodeURIComponent(this.id)}`);
    if (opening !== this.#opening || answer.ok || answer.failure.kind === 'unreachable') return;
    const { status, detail, title } = answer.failure.problem;
    if (this.phase.kind === 'open') {
      if (status !== 404 && status !== 403) return;
      this.#opened?.client.destroy();
      return this.#shut();
    }
    if (status === 404) this.phase = { kind: 'not-found' };
    else this.phase = { kind: 'failed', code: status === 401 ? 'unauthenticated' : 'other', message: detail || title };
    this.#opened?.client.destroy();
  }

  #nameOf({ epoch, generation }: Remembered): string {
    return copyName({ principal: this.#me().id, board: this.id, epoch, generation });
  }
}

function syncUrl(board: string, me: string): string {
  const url = new URL(`/sync/${encodeURIComponent(board)}`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  // What waits here is this person's: the server takes none of it once somebody else is signed in.
  url.searchParams.set('as', me);
  return url.href;
}
