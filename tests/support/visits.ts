/** Times between visits to boards. The server's clock is nobody's to move; when visits began is moved back instead. */
import { openBeside } from '../../apps/server/src/db/database.ts';
import type { TestServer } from './server.ts';

/** Everybody's last visit to a board began an hour ago, so that the next one is another visit. */
export const anHourPasses = ({ dataDir }: Pick<TestServer, 'dataDir'>): void => {
  const database = openBeside(dataDir, 'write');
  if (!database.ok) throw new Error(database.refusal.message);
  database.value.tables.$client.exec('UPDATE last_visit SET started_at_ms = started_at_ms - 3600000');
  database.value.close();
};
