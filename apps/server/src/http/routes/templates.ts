/** The processes that a board can start from. */
import { TEMPLATES } from '@chartroom/domain/templates';
import { Hono } from 'hono';
import type { TemplatesResponse } from '../../api.ts';
import type { AppEnv } from '../env.ts';

export const templateRoutes = (): Hono<AppEnv> =>
  new Hono<AppEnv>().get('/templates', (c) => c.json({ templates: TEMPLATES } satisfies TemplatesResponse));
