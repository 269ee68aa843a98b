import { describe, expect, it } from 'vitest';
import { neededBy, withNeeded } from '../../delivery/board-page.ts';

describe('the page of a board', () => {
  it('BOARD-4 needs what its routes import, and what that imports, each once', () => {
    const chunks = new Map([
      ['node.js', { imports: ['board.js', 'frame.js'], css: [] }],
      ['board.js', { imports: ['frame.js'], css: ['board.css'] }],
      ['frame.js', { imports: ['board.js'], css: ['frame.css', 'board.css'] }],
      ['later.js', { imports: ['frame.js'], css: ['later.css'] }],
    ]);
    expect(neededBy(['node.js'], chunks)).toEqual({
      scripts: ['node.js', 'board.js', 'frame.js'],
      styles: ['board.css', 'frame.css'],
    });
  });

  it('BOARD-4 names each file and the question who is here, but nothing twice and nothing that comes later', () => {
    const page =
      '<head><link href="/frame.js" rel="modulepreload"><link href="/later.css" rel="stylesheet"></head><body></body>';
    expect(withNeeded(page, { scripts: ['frame.js', 'board.js'], styles: ['board.css'] })).toBe(
      '<head><link href="/frame.js" rel="modulepreload"><link href="/api/session" rel="preload" as="fetch" crossorigin>' +
        '<link href="/board.js" rel="modulepreload"><link href="/board.css" rel="stylesheet"></head><body></body>',
    );
  });
});
