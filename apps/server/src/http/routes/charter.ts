/** The charter of a board as it stands, as JSON, Markdown or a page; `download=1` makes it a file. */
import { Hono } from 'hono';
import {
  CHARTER_FORMATS,
  CHARTER_PAGE_CSP,
  charterFileName,
  composeCharter,
  renderCharter,
} from '../../boards/charter.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';
import { unknownBoard } from '../board-access.ts';

export const charterRoutes = (parts: AppParts): Hono<AppEnv> =>
  new Hono<AppEnv>().get('/boards/:id/charter', async (c) => {
    const asked = c.req.query('format') ?? 'json';
    const format = CHARTER_FORMATS.find((known) => known === asked);
    const row = await parts.store.boards.find(c.req.param('id'));
    if (row === null) throw unknownBoard(c.req.param('id'));
    if (format === undefined) {
      throw new ProblemError(
        'unsupported-format',
        `There is no charter as ${JSON.stringify(asked.slice(0, 64))}. Choose one of ${CHARTER_FORMATS.join(', ')}.`,
      );
    }
    const document = await parts.documents.read(row.id);
    const charter = composeCharter(document, row, await parts.records.projection(row.id), parts.nowMs());
    const { body, mediaType } = renderCharter(charter, format);
    if (format === 'html') c.header('content-security-policy', CHARTER_PAGE_CSP);
    if (c.req.query('download') === '1')
      c.header('content-disposition', `attachment; filename="${charterFileName(charter, format)}"`);
    return c.body(body, 200, { 'content-type': mediaType });
  });
