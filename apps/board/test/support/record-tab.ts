/** One tab that has a board open, over a fake server and clock. */
import { NO_INPUT, type AnalysisInput } from '@chartroom/domain';
import type { Entry } from '@chartroom/record';
import type { Author } from '../../src/lib/state/contract.ts';
import { memoryCopy, type RecordCopy } from '../../src/lib/state/record-copy.ts';
import type { RecordServer } from '../../src/lib/state/record-server.ts';
import { OpenRecordStore } from '../../src/lib/state/record-store.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeRecordServer, id, ME } from './fake-record-server.ts';

export const me: Author = { id: ME, name: 'Tomás Brandt', function: 'OPS', kind: 'user' };

let tabs = 0;

export class Tab {
  readonly store: OpenRecordStore;
  input: AnalysisInput = NO_INPUT;
  readonly #server: FakeRecordServer;
  readonly #push = (entries: readonly Entry[]): void =>
    this.store.pushed(new TextEncoder().encode(JSON.stringify(entries)));

  constructor(
    server: FakeRecordServer,
    {
      clock = new FakeClock(),
      copy = memoryCopy(),
      port = server,
    }: { readonly clock?: FakeClock; readonly copy?: RecordCopy; readonly port?: RecordServer } = {},
  ) {
    const tab = (tabs += 1);
    let commands = 0;
    this.#server = server;
    this.store = new OpenRecordStore({
      me: () => me,
      server: port,
      copy,
      clock,
      random: () => 0.5,
      newId: () => id(`t${tab}c${(commands += 1)}`),
      failureWords: ({ kind }) => kind,
      onInput: (input) => (this.input = input),
      onChange: () => undefined,
    });
    this.store.open();
  }

  /** The socket is up: pushes arrive from now on. */
  connect(role = 'contributor'): void {
    this.#server.listeners.add(this.#push);
    this.store.welcomed({ role });
  }

  cut(): void {
    this.#server.listeners.delete(this.#push);
  }

  close(): void {
    this.cut();
    this.store.close();
  }
}
