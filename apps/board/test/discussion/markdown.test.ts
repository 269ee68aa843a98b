import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aroundControls, visible } from '../../src/lib/discussion/markdown/control.ts';
import { destinationOf, webAddress } from '../../src/lib/discussion/markdown/destination.ts';
import { mentionsIn, parseMarkdown, plainWords, type Reading } from '../../src/lib/discussion/markdown/parse.ts';
import type { Block, Inline } from '../../src/lib/discussion/markdown/tree.ts';
import { askedAt, aroundMentions } from '../../src/lib/discussion/mentions.ts';

const place = { origin: 'https://plant.test', board: 'B1' };
const known = [
  { label: 'Priya', of: { principal: 'p0' } },
  { label: 'Priya Nair', of: { principal: 'p1' } },
  { label: 'IT', of: { function: 'IT' as const } },
];
const reading: Reading = { place, known };
const parse = (text: string): readonly Block[] => parseMarkdown(text, reading);
const only = (text: string): readonly Inline[] => {
  const [block, ...more] = parse(text);
  if (block?.kind !== 'paragraph' || more.length > 0) throw new Error(JSON.stringify(parse(text)));
  return block.children;
};
const words = (text: string): string => plainWords(text, reading);

/** Every part of a tree, with how deep it lies. */
function parts(
  blocks: readonly Block[],
  depth = 1,
): readonly { readonly part: Block | Inline; readonly depth: number }[] {
  const inlines = (list: readonly Inline[], at: number): readonly { part: Block | Inline; depth: number }[] =>
    list.flatMap((one) => [{ part: one, depth: at }, ...('children' in one ? inlines(one.children, at + 1) : [])]);
  return blocks.flatMap((block) => [
    { part: block, depth },
    ...(block.kind === 'paragraph'
      ? inlines(block.children, depth + 1)
      : block.kind === 'quote'
        ? parts(block.children, depth + 1)
        : block.kind === 'list'
          ? block.items.flatMap((item) => parts(item, depth + 1))
          : []),
  ]);
}
const links = (text: string): readonly string[] =>
  parts(parse(text)).flatMap(({ part }) => (part.kind === 'link' ? [part.to.href] : []));

describe('the subset', () => {
  it('DIS-20 has bold, italic, code, links and line breaks', () => {
    expect(only('**QMS** counts, _not_ `MES`\nnow')).toEqual([
      { kind: 'strong', children: [{ kind: 'text', text: 'QMS' }] },
      { kind: 'text', text: ' counts, ' },
      { kind: 'emphasis', children: [{ kind: 'text', text: 'not' }] },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'MES' },
      { kind: 'break' },
      { kind: 'text', text: 'now' },
    ]);
    expect(
      links('See [the SOP](https://docs.test/sop-42) and https://docs.test/other. Write <mailto:q@plant.test>'),
    ).toEqual(['https://docs.test/sop-42', 'https://docs.test/other', 'mailto:q@plant.test']);
  });

  it('DIS-20 has lists, quotes and blocks of code', () => {
    expect(parse('- one\n- two\n\n> said\n\n3. three\n\n```\na < b\n```').map((block) => block.kind)).toEqual([
      'list',
      'quote',
      'list',
      'code',
    ]);
    expect(parse('3. three')[0]).toMatchObject({ kind: 'list', start: 3 });
    expect(parse('- one')[0]).toMatchObject({ kind: 'list', start: null });
  });

  it.each([
    ['markup', '<svg onload=alert(1)>'],
    ['a block of markup', '<script>\nalert(1)\n</script>'],
    ['a comment', '<!-- x --> y'],
    ['an attribute', '<a href="javascript:alert(1)" onclick=x>a</a>'],
    ['a heading', '# Title'],
    ['an underlined heading', 'Title\n==='],
    ['a rule', '***'],
    ['a character reference', '&lt;b&gt; &amp; &#x202e;'],
    ['a definition', '[a]: https://x.test'],
    ['a table', '| a | b |\n| --- | --- |\n| 1 | 2 |'],
    ['CDATA', ']]> <![CDATA[ x ]]>'],
    ['a formula', '=HYPERLINK("x")'],
    ['nothing closed', '**a _b `c'],
  ])('DIS-21 %s is text, as it was typed', (_, text) => {
    expect(words(text)).toBe(text.replaceAll(/\s+/gu, ' '));
    for (const { part } of parts(parse(text))) expect(['paragraph', 'text', 'break', 'link']).toContain(part.kind);
  });

  it('DIS-21 an image is fetched from nowhere', () => {
    expect(parts(parse('![x](http://169.254.169.254/latest)')).map(({ part }) => part.kind)).toEqual([
      'paragraph',
      'text',
      'link',
      'text',
    ]);
  });
});

describe('links', () => {
  it.each([
    ['https://docs.test/a', 'web', 'https://docs.test/a'],
    ['HTTP://docs.test', 'web', 'http://docs.test/'],
    ['mailto:q@plant.test', 'mail', 'mailto:q@plant.test'],
    ['/b/B1/map?record=step/1', 'board', '/b/B1/map?record=step/1'],
    ['https://plant.test/b/B1/map', 'board', '/b/B1/map'],
  ] as const)('DIS-22 %s is followed', (address, kind, href) => {
    expect(destinationOf(address, place)).toMatchObject({ kind, href });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    'javascript&colon;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://plant.test/1',
    '//evil.test/b/B1',
    '/\\evil.test',
    '/b/B2/map',
    '/api/boards',
    'https://plant.test@evil.test/',
    'https://user:password@docs.test/',
    'ftp://docs.test',
    'https://',
    '',
  ])('DIS-22 %j is not', (address) => {
    expect(destinationOf(address, place)).toBeNull();
    expect(links(`[click](<${address.replaceAll(/[<>\n]/gu, '')}>)`)).toEqual([]);
  });

  it('DIS-22 where a link would have led is shown beside its words', () => {
    expect(words('[the form](javascript:alert(1))')).toBe('the form (javascript:alert(1))');
    expect(words('<javascript:alert(1)>')).toBe('javascript:alert(1)');
  });

  it('DIS-22 an address entered for a reference is a web address or none', () => {
    expect(webAddress(' https://docs.test/sop ')).toBe('https://docs.test/sop');
    for (const address of ['javascript:alert(1)', 'docs.test', '//docs.test', 'mailto:a@b.test', '/b/B1/map', ''])
      expect(webAddress(address)).toBeNull();
  });

  it('DIS-22 whatever a text is, every link in it goes where links may go', () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      'javascript:',
      'data:',
      'https://a.test',
      '//b',
      '`',
      '*',
      '\n',
      ' ',
      '@',
      'x',
      '\\',
      '\t',
      '!',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (list) => {
        for (const href of links(list.join(''))) expect(href).toMatch(/^(?:https?:\/\/|mailto:|\/b\/B1(?:\/|$))/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile texts', () => {
  it('DIS-23 characters that turn the text are shown by their number', () => {
    expect(only('a\u202Egpj.exe')).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'control', code: 'U+202E' },
      { kind: 'text', text: 'gpj.exe' },
    ]);
    expect(visible('\u2066x\u2069')).toBe('[U+2066]x[U+2069]');
    expect(aroundControls('\u200Fשלום')).toEqual(['\u200Fשלום']);
    expect(only('`a\u202Egpj.exe`')).toEqual([{ kind: 'code', text: 'a[U+202E]gpj.exe' }]);
    expect(parse('```\nif (a\u2067 b)\n```')).toEqual([{ kind: 'code', text: 'if (a[U+2067] b)' }]);
  });

  it.each([
    ['quotes', '>'.repeat(9_999) + 'a'],
    ['lists', '- '.repeat(4_999) + 'a'],
    ['numbered lists', '1. '.repeat(3_333) + 'a'],
    ['tabbed lists', '-\t'.repeat(4_999) + 'a'],
    ['emphasis', '*a '.repeat(2_000) + 'a*'.repeat(2_000)],
    ['bold', '**a '.repeat(1_200) + 'a**'.repeat(1_200)],
    ['brackets', '['.repeat(9_999)],
    ['links', '['.repeat(3_000) + 'a' + '](b)'.repeat(1_700)],
    ['backticks', '`'.repeat(9_999)],
    ['indented lists', Array.from({ length: 140 }, (_, at) => `${' '.repeat(at)}- a`).join('\n')],
  ])('DIS-24 %s nested 10,000 deep are signs', (_, text) => {
    const deepest = Math.max(...parts(parse(text)).map(({ depth }) => depth));
    expect(deepest).toBeLessThan(40);
    expect(words(text)).toContain('a'.slice(0, text.includes('a') ? 1 : 0));
  });

  it('DIS-24 any text is parsed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        parse(text);
        mentionsIn(text, reading);
        return plainWords(text, reading).length >= 0;
      }),
      { numRuns: 500 },
    );
  });
});

describe('names', () => {
  it('DIS-25 the longest name wins, whatever its case, and not inside a word', () => {
    expect(only('@priya nair, ask @IT or mail a@IT and @Priyanka')).toEqual([
      { kind: 'mention', of: { principal: 'p1' }, text: '@priya nair' },
      { kind: 'text', text: ', ask ' },
      { kind: 'mention', of: { function: 'IT' }, text: '@IT' },
      { kind: 'text', text: ' or mail a@IT and @Priyanka' },
    ]);
  });

  it('DIS-25 a text names each once, not in code, and in lists and quotes too', () => {
    expect(mentionsIn('`@IT`\n\n- @Priya Nair and @Priya Nair\n\n> @Priya', reading)).toEqual([
      { principal: 'p1' },
      { principal: 'p0' },
    ]);
    expect(mentionsIn('@Priya', { place, known: [] })).toEqual([]);
  });

  it('DIS-25 completion is asked for behind an @ and no longer behind a sentence', () => {
    expect(askedAt('Ask @Pri', 8)).toEqual({ at: 4, typed: 'Pri' });
    expect(askedAt('Ask @', 5)).toEqual({ at: 4, typed: '' });
    expect(askedAt('Ask @Priya Na', 13)).toEqual({ at: 4, typed: 'Priya Na' });
    expect(askedAt('mail a@plant', 12)).toBeNull();
    expect(askedAt('@IT carries it, and then', 24)).toBeNull();
    expect(askedAt('Ask @Pri', 3)).toBeNull();
  });

  it('DIS-25 pieces are the whole text again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('@', 'Priya', ' Nair', 'IT', ' ', 'x', '@@'), { maxLength: 20 }), (list) => {
        const text = list.join('');
        return (
          aroundMentions(text, known)
            .map((piece) => piece.text)
            .join('') === text
        );
      }),
    );
  });
});
