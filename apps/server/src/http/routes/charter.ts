/** The charter of a board as it stands, as JSON, Markdown or a page; `download=1` makes it a file. */
import { Hono } from 'hono';
import {
  CHARTER_FORMATS,
  CHARTER_PAGE_CSP,
  charterFileName,
  charterRecord,
  composeCharter,
  renderCharter,
} from '../../boards/charter.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { ProblemError } from '../problem.ts';
import { openBoard } from '../board-access.ts';
import { openExport } from '../exports.ts';

export const charterRoutes = (parts: AppParts): Hono<AppEnv> =>
  new Hono<AppEnv>().get('/boards/:id/charter', async (c) => {
    const asked = c.req.query('format') ?? 'json';
    const format = CHARTER_FORMATS.find((known) => known === asked);
    const download = c.req.query('download') === '1';
    const { row } = download ? await openExport(parts, c) : await openBoard(parts, c, 'read');
    if (format === undefined) {
      throw new ProblemError(
        'unsupported-format',
        `There is no charter as ${JSON.stringify(asked.slice(0, 64))}. Choose one of ${CHARTER_FORMATS.join(', ')}.`,
      );
    }
    const document = await parts.documents.read(row.id);
    const record = await charterRecord(await parts.records.projection(row.id), parts.store.recordPages, row.id);
    const charter = composeCharter(document, row, record, parts.nowMs());
    const { body, mediaType } = renderCharter(charter, format);
    if (format === 'html') c.header('content-security-policy', CHARTER_PAGE_CSP);
    if (download) {
      const file = charterFileName(charter, format);
      await parts.accessLog.exported(row.id, c.get('actor')?.id ?? null, file);
      c.header('content-disposition', `attachment; filename="${file}"`);
    }
    return c.body(body, 200, { 'content-type': mediaType });
  });
