/** A small built board, as the board's build lays it out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { tempDir } from './temp-dir.ts';

export const INLINE_SCRIPT = '\n{ globalThis.started = true; }\n';
export const PAGE = `<!doctype html><html lang="en"><head></head><body><div id="app"></div><script>${INLINE_SCRIPT}</script></body></html>`;
export const BOARD_SCRIPT = '\n{ globalThis.board = true; }\n';
export const BOARD_PAGE = PAGE.replace(INLINE_SCRIPT, BOARD_SCRIPT);
export const SCRIPT = `export const words = ${JSON.stringify('process '.repeat(400))};`;

export const boardBuild = (): string => {
  const dir = tempDir();
  const immutable = join(dir, '_app', 'immutable');
  mkdirSync(immutable, { recursive: true });
  writeFileSync(join(dir, 'index.html'), PAGE);
  writeFileSync(join(dir, 'b.html'), BOARD_PAGE);
  writeFileSync(join(dir, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(immutable, 'start.Ab12.js'), SCRIPT);
  writeFileSync(join(immutable, 'start.Ab12.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(immutable, 'start.Ab12.js.gz'), gzipSync(SCRIPT));
  return dir;
};
