/**
 * The page for the address of a board, `b.html`, names from the first byte all that the first screen needs. Without that
 * a browser learns of the board's code only when the code of every page has run, and asks who is here only after that.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter } from '@sveltejs/kit';
import type { Plugin } from 'vite';
import { BOARD } from './few-files.ts';

/** What the first screen asks for besides its files: who is at this screen. */
const ASKED = ['/api/session'];

interface Chunk {
  readonly imports: readonly string[];
  readonly css: readonly string[];
}

export interface FirstScreen {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** `plugin` notes which files the routes of a board need; `after` writes the page when the adapter has written its own. */
export function boardPage(): {
  readonly plugin: Plugin;
  readonly after: (adapter: Adapter, folder: string) => Adapter;
} {
  let needed: FirstScreen | null = null;
  return {
    plugin: {
      name: 'chartroom:board-page',
      applyToEnvironment: ({ name }) => name === 'client',
      generateBundle(_, bundle) {
        const chunks = new Map<string, Chunk>();
        const starts: string[] = [];
        for (const [file, output] of Object.entries(bundle)) {
          if (output.type !== 'chunk') continue;
          chunks.set(file, { imports: output.imports, css: [...(output.viteMetadata?.importedCss ?? [])] });
          const route = output.isEntry && output.facadeModuleId ? this.getModuleInfo(output.facadeModuleId) : null;
          if (route?.importedIds.some((id) => BOARD.test(id))) starts.push(file);
        }
        needed = neededBy(starts, chunks);
      },
    },
    after: (adapter, folder) => ({
      ...adapter,
      adapt: async (builder) => {
        await adapter.adapt(builder);
        if (!needed?.scripts.length) throw new Error('The routes of a board are not in the bundle.');
        const page = await readFile(join(folder, 'index.html'), 'utf8');
        await writeFile(join(folder, 'b.html'), withNeeded(page, needed));
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

/** The page with a link for each file that it does not name yet. */
export function withNeeded(page: string, { scripts, styles }: FirstScreen): string {
  const link = (href: string, rest: string): string =>
    page.includes(`"${href}"`) ? '' : `<link href="${href}" ${rest}>`;
  const links = [
    ...ASKED.map((path) => link(path, 'rel="preload" as="fetch" crossorigin')),
    ...scripts.map((file) => link(`/${file}`, 'rel="modulepreload"')),
    ...styles.map((file) => link(`/${file}`, 'rel="stylesheet"')),
  ];
  return page.replace('</head>', `${links.join('')}</head>`);
}
