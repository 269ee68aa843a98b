import { type Charter, verifyCharter } from '@chartroom/charter';
import { describe, expect, it } from 'vitest';
import { refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';

describe('charter', () => {
  it('SRV-60 is JSON unless asked otherwise, and verifies', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit());
    const response = await server.ask(`/api/boards/${id}/charter`);
    expect(response.headers.get('content-type')).toBe('application/json');
    const charter = (await response.json()) as Charter;
    expect(charter.envelope).toMatchObject({ boardId: id, boardNumber: 1, charterNo: 'JOC-0001' });
    expect(charter.payload).toMatchObject({ docSeq: 1, recordSeq: 1 });
    expect(verifyCharter(charter)).toMatchObject({ kind: 'intact' });
  });

  it('SRV-60 is Markdown and a page that say the same title', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit(), 'Release & <review> of lots');
    const markdown = await server.ask(`/api/boards/${id}/charter?format=md`);
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(await markdown.text()).toContain('JOC-0001');
    const page = await server.ask(`/api/boards/${id}/charter?format=html`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('Release &amp; &lt;review&gt; of lots');
  });

  it('SRV-61 is a file with a name on request, and is shown otherwise', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit(), 'Prüfung: "Lot" /release\\');
    expect((await server.ask(`/api/boards/${id}/charter?format=md`)).headers.get('content-disposition')).toBeNull();
    for (const format of ['json', 'md', 'html']) {
      const response = await server.ask(`/api/boards/${id}/charter?format=${format}&download=1`);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="JOC-0001-prufung-lot-release.${format}"`,
      );
    }
  });

  it('SRV-62 has a policy of its own as a page: its style and nothing else', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit());
    const policy = (await server.ask(`/api/boards/${id}/charter?format=html`)).headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/);
  });

  it('SRV-63 refuses an unknown format and names the known ones', async () => {
    const server = await startTestServer();
    const id = await server.create(await server.visit());
    for (const format of ['pdf', '', 'JSON', '__proto__'])
      expect(await refusal(await server.ask(`/api/boards/${id}/charter?format=${format}`))).toMatch(
        /^400 unsupported-format: .*json, md, html/s,
      );
  });
});
