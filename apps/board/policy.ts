import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Hash = `sha256-${string}`;

/** Of the scripts that stand in the page itself; SvelteKit adds that of its own. */
export const inlineHashes = (page: string): readonly Hash[] =>
  [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, text = '']): Hash => `sha256-${createHash('sha256').update(text).digest('base64')}`,
  );

/** What the page may load and run. The server's own policy adds `frame-ancestors`, which a page cannot set for itself. */
export const policy = {
  'default-src': ['none'],
  'script-src': ['self', ...inlineHashes(readFileSync(join(import.meta.dirname, 'src/app.html'), 'utf8'))],
  'style-src': ['self'],
  'img-src': ['self', 'data:'],
  'font-src': ['self'],
  'connect-src': ['self'],
  'manifest-src': ['self'],
  'worker-src': ['self'],
  'base-uri': ['none'],
  'form-action': ['self'],
  'object-src': ['none'],
} satisfies Record<string, ('self' | 'none' | 'data:' | Hash)[]>;
