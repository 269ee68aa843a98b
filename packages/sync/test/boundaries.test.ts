/** What may import what: the client and the wire run in browsers, and nothing here knows the domain. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../src/', import.meta.url);
const imports = (folder: string): readonly (readonly [file: string, from: string])[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(new URL(folder + file, root), 'utf8');
      return [...source.matchAll(/from '([^']+)'/g)].map((match) => [folder + file, match[1]!] as const);
    });
const folders = (all: readonly (readonly [string, string])[]): readonly string[] =>
  all
    .filter(([, from]) => from.startsWith('.'))
    .map(([file, from]) => new URL(from, new URL(file, root)).pathname.slice(root.pathname.length));

describe('imports', () => {
  it('SYNC-00 never name another package of the product', () => {
    expect(imports('./').filter(([, from]) => from.startsWith('@chartroom/'))).toEqual([]);
  });

  it('SYNC-00 keep the client, the wire and the updates free of Node', () => {
    const inBrowsers = ['client/', 'wire/', 'update/'].flatMap(imports);
    expect(inBrowsers.length).toBeGreaterThan(20);
    expect(inBrowsers.filter(([, from]) => from.startsWith('node:'))).toEqual([]);
    expect(folders(inBrowsers).filter((file) => /^(server|contracts)\//.test(file))).toEqual([]);
  });

  it('SYNC-00 keep the wire below the client and the server', () => {
    expect(folders(['wire/', 'update/'].flatMap(imports)).filter((file) => /^(client|server)\//.test(file))).toEqual(
      [],
    );
    expect(folders(imports('server/')).filter((file) => file.startsWith('client/'))).toEqual([]);
  });
});
