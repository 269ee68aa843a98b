import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '..', '..', 'src');
const files = globSync('**/*.{svelte,css,ts}', { cwd: src })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();
const read = (path: string): string => readFileSync(join(src, path), 'utf8');

/** The only places that may name a colour: the tokens, and the paper of the charter. */
const NAMES_COLOURS = new Set(['lib/styles/tokens.css', 'lib/views/charter/CharterView.svelte']);
const COLOUR_VALUE =
  /(?<![\w&#])#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})(?![\w-])|(?<![\w-])(?:rgb|hsl|hwb|(?:ok)?(?:lch|lab))a?\(/giu;
const COLOUR_WORD =
  /(?:color|background|border|fill|stroke|shadow|outline)[\w-]*:[^;{}]*\b(?:white|black|red|green|blue|gr[ae]y|orange|yellow|purple)\b(?!-)/giu;

const without = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/gu, '');
const styleOf = (path: string, text: string): string =>
  path.endsWith('.css')
    ? text
    : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gu)].map((part) => part[1]).join('\n');

const literalColours = (path: string, text: string): readonly string[] => {
  const plain = without(text);
  return [...plain.matchAll(COLOUR_VALUE), ...styleOf(path, plain).matchAll(COLOUR_WORD)].map((match) => match[0]);
};

/** Ways around the policy of the page; `style:name={}` sets a property from a script, which the policy allows. */
const styleWrittenInto = (path: string, text: string): readonly string[] => {
  const plain = without(text);
  const markup = path.endsWith('.svelte') ? plain.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/gu, '') : '';
  return [
    ...markup.matchAll(/\sstyle=(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^\s>]+)/gu),
    ...markup.matchAll(/<style/gu),
    ...plain.matchAll(/createElement\(\s*['"]style['"]/gu),
    ...plain.matchAll(/setAttribute\(\s*['"]style['"]/gu),
    ...plain.matchAll(/adoptedStyleSheets|insertRule\(/gu),
    ...plain.matchAll(/injectCSS:\s*true/gu),
  ].map((match) => match[0].trim());
};

const found = (look: (path: string, text: string) => readonly string[], skip: ReadonlySet<string> = new Set()) =>
  files.filter((path) => !skip.has(path)).flatMap((path) => look(path, read(path)).map((what) => `${path}: ${what}`));

describe('styles', () => {
  it('UI-1 no file but the tokens and the paper of the charter names a colour', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(found(literalColours, NAMES_COLOURS)).toEqual([]);
  });

  it('UI-1 the check sees a colour however it is written', () => {
    const written = ['#fff', '#17191D', 'rgb(0 0 0)', 'rgba(0,0,0,.2)', 'hsl(1 2% 3%)', 'oklch(1 0 0)', 'white'];
    for (const colour of written) {
      expect(literalColours('a.css', `a { color: ${colour}; }`), colour).toHaveLength(1);
    }
    const allowed = `a { color: var(--ink); white-space: nowrap; fill: url(#mark) } /* #fff */`;
    expect(literalColours('a.css', allowed)).toEqual([]);
  });

  it('UI-1 every colour that a component asks for is a token or its own', () => {
    const names = (text: string): readonly string[] =>
      [...text.matchAll(/(?<![\w-])(--[\w-]+)"?\s*[:=]/gu)].map((match) => match[1]!);
    const tokens = new Set(files.flatMap((path) => names(without(read(path)))));
    const asked = found((_path, text) =>
      [...without(text).matchAll(/var\((--[\w-]+)\)/gu)].map((match) => match[1]!).filter((name) => !tokens.has(name)),
    );
    // The list of a picker is measured by the part that floats it.
    expect(asked.filter((one) => !one.includes('--bits-'))).toEqual([]);
  });

  it('UI-1 light and dark are one token: no rule of a component depends on the theme', () => {
    const split = found(
      (path, text) =>
        [...styleOf(path, without(text)).matchAll(/\[data-theme=[^\]]*\]|prefers-color-scheme|light-dark\(/gu)].map(
          (match) => match[0],
        ),
      new Set(['lib/styles/tokens.css']),
    );
    expect(split).toEqual([]);
  });

  it('UI-8 no style attribute in markup and no style element from a script', () => {
    expect(found(styleWrittenInto)).toEqual([]);
  });

  it('UI-8 the check sees each way of writing one', () => {
    const forbidden = [
      '<p style="color: red">x</p>',
      "<p style='top: 0'>x</p>",
      '<p style={text}>x</p>',
      '<script>document.createElement("style")</script>',
      "<script>node.setAttribute('style', text)</script>",
      '<script>sheet.insertRule(text)</script>',
    ];
    for (const text of forbidden) expect(styleWrittenInto('A.svelte', text), text).toHaveLength(1);
    expect(styleWrittenInto('A.svelte', '<p style:top={`${top}px`}>x</p><style>p { top: 0 }</style>')).toEqual([]);
  });

  it('UI-8 the editor of long texts is told to inject none', () => {
    const editor = read('lib/ui/edit/long-text-editor.ts');
    expect(editor).toMatch(/new Editor\(/u);
    expect(editor).toMatch(/injectCSS: false/u);
  });
});
