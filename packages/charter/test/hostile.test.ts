import {
  addAlias,
  addCitation,
  createEntity,
  readSnapshot,
  replaceLongText,
  seededIds,
  setField,
  setFlow,
  setSingleField,
} from '@chartroom/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Charter } from '../src/index.ts';
import {
  HTML_CONTENT_SECURITY_POLICY,
  HTML_STYLE_HASH,
  payloadHash,
  renderHtml,
  renderJson,
  renderMarkdown,
  verifyCharter,
} from '../src/index.ts';
import { createHash } from 'node:crypto';
import { charterOf, edit, idOf, seeded } from './support/board.ts';
import { htmlOfMarkdown, tags, textOf } from './support/markup.ts';
import { spoken } from './support/said.ts';

/** A board whose every kind of text is the one given, and a record in which everybody says it. */
const boardSaying = (text: string): Charter => {
  const { doc, pen } = spoken(text);
  const ids = seededIds(3);
  const snapshot = readSnapshot(doc);
  const id = (kind: Parameters<typeof idOf>[1], label: string) => idOf(snapshot, kind, label);
  edit(
    doc,
    setSingleField('board', 'title', text),
    setSingleField('board', 'site', text),
    setSingleField('process', 'title', text),
    setSingleField('process', 'productScope', text),
    setSingleField('process', 'trigger', text),
    setSingleField('process', 'sponsor', text),
    replaceLongText('process', 'inScope', text),
    replaceLongText(id('step', '2'), 'note', text),
    setField('step', id('step', '1'), 'title', text),
    setField('system', id('system', 'MES'), 'name', text),
    setField('person', id('person', 'PN'), 'name', text),
    setField('person', id('person', 'PN'), 'jobTitle', text),
    setField('dataObject', id('dataObject', 'D1'), 'title', text),
    setField('output', id('output', 'R1'), 'title', text),
    setField('output', id('output', 'R1'), 'retentionRule', text),
    setField('interface', id('interface', 'I1'), 'errorHandling', text),
    addCitation({ output: id('output', 'R4'), text: `cited ${text}` }),
    addAlias({ system: id('system', 'QMS'), name: text }),
    setFlow({ from: id('step', '3'), to: id('step', '5'), condition: text }),
    createEntity('decision', { statement: text, rationale: text }, { ids }),
    createEntity('question', { text, toFunction: 'QUA', due: '2026-12-01' }, { ids }),
    createEntity('action', { text }, { ids }),
    createEntity('criterion', { statement: text, method: text }, { ids }),
    createEntity('reference', { title: text, docNumber: text, url: text }, { ids }),
    createEntity('constraint', { kind: 'vendor_lock', detail: text, evidenceRef: text }, { ids }),
  );
  doc.getMap('risk').set(`not an id ${text}`, 1);
  return charterOf(doc, { record: pen });
};

const said = new Map<string, Charter>();
const saying = (text: string): Charter => {
  const charter = said.get(text) ?? boardSaying(text);
  said.set(text, charter);
  return charter;
};

const PLAIN = saying('plain');
const PLAIN_HTML = tags(renderHtml(PLAIN));
const PLAIN_MARKDOWN = tags(htmlOfMarkdown(renderMarkdown(PLAIN)));
const HOSTILE = [
  '<svg onload=alert(1)>',
  '</style><script>alert(1)</script>',
  '</title></bdi></table>',
  ']]><!-- -->',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;b&gt; &amp; &#60;',
  '`code` *strong* __bold__ ~~gone~~',
  '| a | b |',
  '\\| \\',
  '![x](http://example.invalid/x.png)',
  '[x](javascript:alert(1))',
  '<javascript:alert(1)>',
  'https://example.invalid www.example.invalid a@example.invalid',
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '1) item',
  '> quote',
  '---',
  '===',
  '    indented',
  '[^1]: note',
  '[x]: http://example.invalid',
  '- [ ] task',
  '```',
  '${x} $x$ {{x}}',
  '\u202Eright to left\u202C \u2066isolated\u2069 \u2069out',
  'nul\u0000bell\u0007delete\u007f',
  'עברית and العربية',
  '😀 \ud800 lone',
] as const;

describe('hostile text', () => {
  it.each(HOSTILE)('CHA-50 %j changes no tag of the HTML', (text) => {
    expect(tags(renderHtml(saying(text)))).toEqual(PLAIN_HTML);
  });

  it.each(HOSTILE)('CHA-51 %j changes no element of the Markdown', (text) => {
    expect(tags(htmlOfMarkdown(renderMarkdown(saying(text))))).toEqual(PLAIN_MARKDOWN);
  });

  it('CHA-52 whatever is typed, HTML and Markdown keep their structure and the payload its hash', () => {
    const nasty = fc.array(
      fc.oneof(
        fc.constantFrom(
          ...'<>&"\'`*_~|[]()!#+-=:.\\{}$@/^',
          ' ',
          'a',
          '1',
          'https://',
          'www.',
          'javascript:',
          '&#x3c;',
          '<!--',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(nasty, (pieces) => {
        const text = `${pieces.join('').replace(/\s+/g, ' ').trim() || 'x'}`;
        const charter = saying(text);
        expect(tags(renderHtml(charter))).toEqual(PLAIN_HTML);
        expect(tags(htmlOfMarkdown(renderMarkdown(charter)))).toEqual(PLAIN_MARKDOWN);
        expect(verifyCharter(renderJson(charter))).toMatchObject({
          kind: 'intact',
          payloadHash: payloadHash(charter.payload),
        });
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it.each(['<b>bold</b> & "quoted"', "it's 5 < 6 | 7", 'a_b *c* [d](e)', '# 1. first'])(
    'CHA-53 a reader sees %j as it was typed',
    (text) => {
      const charter = saying(text);
      expect(textOf(renderHtml(charter))).toContain(text);
      expect(textOf(htmlOfMarkdown(renderMarkdown(charter)))).toContain(text);
    },
  );

  it('CHA-54 characters that reorder or hide are spelled out, and typed text is isolated', () => {
    const charter = saying('safe\u202Eexe.txt\u2069');
    for (const rendered of [renderHtml(charter), renderMarkdown(charter)]) {
      expect(rendered).toContain('safe‹U+202E›exe.txt‹U+2069›');
      expect(rendered).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    }
    expect(renderHtml(charter)).toContain('<h1><bdi>safe‹U+202E›exe.txt‹U+2069›</bdi></h1>');
    expect(renderJson(charter)).toContain('safe\u202Eexe.txt\u2069');
  });

  it('CHA-55 several lines in a cell stay in the cell', () => {
    const text = 'first | line\nsecond line';
    const doc = seeded('t1');
    edit(doc, createEntity('decision', { statement: text, rationale: '-' }, { ids: seededIds(3) }));
    const charter = charterOf(doc);
    const row = renderMarkdown(charter)
      .split('\n')
      .find((line) => line.startsWith('| DEC1'));
    expect(row).toBe('| DEC1 | first \\| line; second line | - | – | *Nobody has recorded an outcome yet.* |');
    expect(renderHtml(charter)).toContain('<div><bdi>first | line</bdi></div><div><bdi>second line</bdi></div>');
  });

  it('CHA-56 the page holds no script, no handler, no inline style and no address to fetch', () => {
    const html = renderHtml(PLAIN);
    const names = new Set(tags(html).map((tag) => tag.split(' ')[0]));
    for (const name of ['script', 'img', 'link', 'iframe', 'object', 'form', 'base', 'audio', 'video'])
      expect(names).not.toContain(name);
    for (const tag of tags(html)) expect(tag).not.toMatch(/\s(on\w+|style|src|srcset|xlink:href)=/);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^#section-\d+$/);
    expect(html).not.toMatch(/url\(|@import/);
  });

  it('CHA-57 the style hash is the one of the page, and the policy names it', () => {
    const style = /<style>([^<]*)<\/style>/.exec(renderHtml(saying('<style>')))?.[1] ?? '';
    expect(HTML_STYLE_HASH).toBe(`sha256-${createHash('sha256').update(style).digest('base64')}`);
    expect(HTML_CONTENT_SECURITY_POLICY).toContain(`style-src '${HTML_STYLE_HASH}'`);
  });
});
