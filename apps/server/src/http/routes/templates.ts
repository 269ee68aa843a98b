/** The processes that a board can start from. */
import { Hono } from 'hono';
import type { TemplatesResponse } from '../../api.ts';
import { listTemplates } from '../../boards/templates.ts';
import type { AppEnv } from '../env.ts';

export const templateRoutes = (): Hono<AppEnv> =>
  new Hono<AppEnv>().get('/templates', (c) => c.json({ templates: listTemplates() } satisfies TemplatesResponse));
