/** Whether the process lives and whether it can do its work: for whatever watches over it. */
import { Hono } from 'hono';
import type { AppEnv, AppParts } from '../env.ts';

export const healthRoutes = (parts: AppParts): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get('/healthz', (c) => c.json({ status: 'alive' }))
    .get('/readyz', async (c) => {
      const checks = { open: parts.isOpen(), database: await parts.store.settings.probe(String(parts.nowMs())) };
      const ready = checks.open && checks.database;
      return c.json({ status: ready ? 'ready' : 'not-ready', checks }, ready ? 200 : 503);
    });
