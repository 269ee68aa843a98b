/**
 * Puts one opened board together: document, synchronisation, authors, presence, undo, and the store over them.
 * Owns them until `close`; asks nothing of the page.
 */
import { EditHistory } from '@chartroom/domain';
import { may } from '@chartroom/record';
import type { AuthorsResponse } from '@chartroom/server/api';
import { createSyncClient, type SyncClient, type SyncState, type Welcome } from '@chartroom/sync/client';
import type * as Y from 'yjs';
import { m } from '#lib/messages/index.ts';
import { Authors } from './authors.ts';
import { OpenBoardStore } from './board-store.ts';
import { Connection } from './connection.ts';
import type { Author, BoardStore } from './contract.ts';
import { DocumentReader } from './document-reader.ts';
import { EditNotes } from './edit-notes.ts';
import { reasonWords, recordFailure, showNotice } from './notices.ts';
import { Presence } from './presence.ts';
import { Reasoning } from './reasoning.ts';
import { RecentChanges } from './recent-changes.ts';
import { systemClock } from './record-clock.ts';
import type { RecordCopy } from './record-copy.ts';
import { newId } from './record-ids.ts';
import type { RecordServer } from './record-server.ts';
import { OpenRecordStore } from './record-store.ts';
import { browserMemory } from './remembered.ts';
import { touchedRecords } from './remote-changes.ts';

export interface OpenBoardOptions {
  readonly id: string;
  readonly doc: Y.Doc;
  /** Of the local copy in `doc`; null when there is none. */
  readonly epoch: number | null;
  /** The copy held something to show. */
  readonly filled: boolean;
  /** Edits of earlier visits in the copy that the server had not acknowledged. */
  readonly carried: number;
  /** `ws://host/sync/<board>` */
  readonly url: string;
  readonly me: () => Author;
  /** Transactions of this origin were loaded from the copy. */
  readonly isLoad: (origin: unknown) => boolean;
  readonly record: { readonly server: RecordServer; readonly copy: RecordCopy };
  readonly askAuthors: () => Promise<AuthorsResponse | null>;
  readonly onWelcome: (welcome: Welcome) => void;
  readonly onState: (state: SyncState) => void;
}

export interface OpenedBoard {
  readonly store: BoardStore;
  readonly connection: Connection;
  readonly client: SyncClient;
  readonly reader: DocumentReader;
  readonly record: OpenRecordStore;
  /** Something is typed into a field and not committed. */
  readonly isTyping: boolean;
  /** The own name or function changed. */
  renamed(): void;
  close(): void;
}

const linkOf = ({ kind }: SyncState): 'away' | 'here' | 'all-sent' =>
  kind === 'synced' ? 'all-sent' : kind === 'saving' || kind === 'read-only' ? 'here' : 'away';

export function openBoard(options: OpenBoardOptions): OpenedBoard {
  const { id, doc, me } = options;
  const connection = new Connection(reasonWords, options.carried);
  const reader = new DocumentReader(doc);
  const reasoning = new Reasoning(reader);
  const authors = new Authors(options.askAuthors);
  const recent = new RecentChanges();
  const history = new EditHistory();
  authors.introduce(doc.clientID, me());
  if (options.filled) connection.loaded();

  // What people said is asked for once the document is there, or cannot come: it never holds the document up.
  const turn = Promise.withResolvers<void>();
  const takeTurn = (): void => void setTimeout(turn.resolve);
  const { server, copy } = options.record;
  if (options.filled) takeTurn();

  const record: OpenRecordStore = new OpenRecordStore({
    server: { ...server, page: (since) => turn.promise.then(() => server.page(since)) },
    copy,
    me,
    clock: systemClock,
    random: Math.random,
    newId,
    failureWords: recordFailure,
    onInput: (input) => reasoning.hear(input),
    onChange() {
      connection.said(record.unsent);
      // What the record says of the person counts until the server has answered.
      const role = record.members.get(me().id)?.role;
      if (role !== undefined) connection.remembered(role, may(record.standing, 'edit').ok);
    },
  });

  const notes = new EditNotes({
    doc,
    clock: systemClock,
    memory: browserMemory(),
    memoryKey: `chartroom.offline.${me().id}.${id}`,
    say: (note) => {
      void record.say('edit', note).then((said) => {
        // A note that is not taken is nobody's loss: the edit itself is told without it.
        if (said.ok === false)
          for (const { id: command, kind, state } of record.pending)
            if (kind === 'edit' && state === 'refused') record.discard(command);
      });
    },
  });

  const leave = (): void => notes.leave();
  globalThis.addEventListener?.('pagehide', leave);

  let presence: Presence | null = null;
  const client = createSyncClient({
    url: options.url,
    doc,
    epoch: options.epoch,
    isLoad: options.isLoad,
    onWelcome(welcome) {
      connection.welcomed(welcome);
      // The server says welcome again when name or function has changed, and stamps the next word of this tab with it.
      presence?.refresh();
      record.welcomed(welcome);
      options.onWelcome(welcome);
    },
    onState(state) {
      connection.heard(state);
      notes.heard(linkOf(state), 'unsent' in state ? state.unsent : null);
      options.onState(state);
      if (connection.ready || state.kind === 'offline' || state.kind === 'refused') takeTurn();
    },
    onRecord: (entries) => record.pushed(entries),
  });
  const here = new Presence(client.awareness, me);
  presence = here;

  /** Shows who changed what, once the board was there; asks for the name when the author is new. */
  const tint = (records: readonly string[], writer: number, asked: boolean): void => {
    const author = authors.peek(writer);
    if (!author) {
      if (!asked) void authors.refresh().then(() => tint(records, writer, true));
      return;
    }
    if (author.id === me().id) return;
    for (const record of records) recent.add(record, author);
  };
  reader.listen((change) => {
    const writer = change.writers.find((client) => client !== doc.clientID);
    if (change.local || writer === undefined || !connection.ready || options.isLoad(change.origin)) return;
    tint(touchedRecords(change), writer, false);
  });

  const store = new OpenBoardStore({
    id,
    me,
    doc,
    awareness: client.awareness,
    reader,
    reasoning,
    history,
    connection,
    presence: here,
    authors,
    recent,
    record,
    notes,
    purpose: m.why.drafting,
    notify: showNotice,
  });
  record.open();

  return {
    store,
    connection,
    client,
    reader,
    record,
    get isTyping() {
      return here.isTyping;
    },
    renamed() {
      authors.introduce(doc.clientID, me());
      here.refresh();
    },
    close() {
      globalThis.removeEventListener?.('pagehide', leave);
      notes.close();
      here.close();
      client.destroy();
      record.close();
      recent.close();
      authors.close();
      reasoning.close();
      reader.close();
      doc.destroy();
    },
  };
}
