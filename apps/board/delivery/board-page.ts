/**
 * The page names from the first byte what it needs: `index.html` what every page does, `b.html`, for the address of a board,
 * all of its first screen. Without that a browser learns of the board's code only when the code of every page has run, and
 * asks who is here only after that.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter } from '@sveltejs/kit';
import type { Plugin } from 'vite';
import { BOARD, ROOT } from './few-files.ts';

/** What each asks for besides its files: who is at this screen. */
const ASKED = ['/api/session'];

interface Chunk {
  readonly imports: readonly string[];
  readonly css: readonly string[];
}

export interface FirstScreen {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** `plugin` notes which files the routes need; `after` writes the pages when the adapter has written its own. */
export function boardPage(): {
  readonly plugin: Plugin;
  readonly after: (adapter: Adapter, folder: string) => Adapter;
} {
  let needed: { readonly everywhere: FirstScreen; readonly board: FirstScreen } | null = null;
  return {
    plugin: {
      name: 'chartroom:board-page',
      applyToEnvironment: ({ name }) => name === 'client',
      generateBundle(_, bundle) {
        const chunks = new Map<string, Chunk>();
        /** The layout of all pages, and the page for what goes wrong, without which nothing is shown either. */
        const roots: string[] = [];
        const boards: string[] = [];
        for (const [file, output] of Object.entries(bundle)) {
          if (output.type !== 'chunk') continue;
          chunks.set(file, { imports: output.imports, css: [...(output.viteMetadata?.importedCss ?? [])] });
          const route = output.isEntry && output.facadeModuleId ? this.getModuleInfo(output.facadeModuleId) : null;
          if (route?.importedIds.some((id) => ROOT.test(id))) roots.push(file);
          if (route?.importedIds.some((id) => BOARD.test(id))) boards.push(file);
        }
        needed = { everywhere: neededBy(roots, chunks), board: neededBy([...roots, ...boards], chunks) };
      },
    },
    after: (adapter, folder) => ({
      ...adapter,
      adapt: async (builder) => {
        await adapter.adapt(builder);
        if (needed === null || needed.board.scripts.length <= needed.everywhere.scripts.length)
          throw new Error('The routes of a board are not in the bundle.');
        const page = await readFile(join(folder, 'index.html'), 'utf8');
        await writeFile(join(folder, 'b.html'), withNeeded(page, needed.board));
        await writeFile(join(folder, 'index.html'), withNeeded(page, needed.everywhere));
        await builder.compress(folder);
      },
    }),
  };
}

export function neededBy(starts: readonly string[], chunks: ReadonlyMap<string, Chunk>): FirstScreen {
  const scripts = new Set(starts);
  const styles = new Set<string>();
  for (const file of scripts) {
    const chunk = chunks.get(file);
    for (const next of chunk?.imports ?? []) scripts.add(next);
    for (const style of chunk?.css ?? []) styles.add(style);
  }
  return { scripts: [...scripts], styles: [...styles] };
}

/** The page with a link for each file that it does not name yet, and without the styles of what comes later. */
export function withNeeded(page: string, { scripts, styles }: FirstScreen): string {
  const lean = page.replaceAll(/\s*<link href="\/([^"]*)" rel="stylesheet">/g, (link, file: string) =>
    styles.includes(file) ? link : '',
  );
  const link = (href: string, rest: string): string =>
    lean.includes(`"${href}"`) ? '' : `<link href="${href}" ${rest}>`;
  const links = [
    ...ASKED.map((path) => link(path, 'rel="preload" as="fetch" crossorigin')),
    ...scripts.map((file) => link(`/${file}`, 'rel="modulepreload"')),
    ...styles.map((file) => link(`/${file}`, 'rel="stylesheet"')),
  ];
  return lean.replace('</head>', `${links.join('')}</head>`);
}
