/** Reads rendered markup back, so that tests can compare its structure and what a reader sees. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const TAG = /<(\/?[a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*(?:="[^"<>]*")?)*)\s*\/?>/gi;

/** Tags with their attributes in order; the page's one style and doctype left out. Throws on a stray angle bracket. */
export const tags = (html: string): readonly string[] => {
  const body = html.replace(/^<!doctype html>/, '').replace(/<style>[^<]*<\/style>/, '');
  const rest = body.replace(TAG, '');
  if (/[<>]/.test(rest)) throw new Error(`Not a tag: ${/.{0,40}[<>].{0,40}/s.exec(rest)?.[0]}`);
  return [...body.matchAll(TAG)].map(([, name, attributes]) => `${name}${attributes ?? ''}`);
};

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What a reader sees: text between the tags, entities decoded. */
export const textOf = (html: string): string =>
  html
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(TAG, '')
    .replace(/&(#?\w+);/g, (whole, name: string) => NAMED[name] ?? whole);

/** Markdown as a GitHub-flavoured reader shows it. */
export const htmlOfMarkdown = (markdown: string): string =>
  micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
