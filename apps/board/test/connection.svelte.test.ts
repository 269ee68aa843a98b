import type { SyncState, Welcome } from '@chartroom/sync/client';
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { Connection, type ReasonWords } from '../src/lib/state/connection.ts';

const words: ReasonWords = { short: (code) => `because ${code}`, sentence: (code) => `Read-only because ${code}.` };
const welcome = (role: string, mayWrite: boolean): Welcome => ({
  board: 'B1',
  principal: { id: 'me', kind: 'user', name: 'Tomás Brandt', function: 'OPS' },
  role,
  mayWrite,
  protocolVersion: 1,
  documentVersion: 1,
  epoch: 1,
  seq: 1,
});
const offline = (unsent: number): SyncState => ({ kind: 'offline', unsent, sinceMs: 5, retryAtMs: 9, reason: null });

describe('connection', () => {
  it('BOARD-21 counts what an earlier visit left unsent until the server has everything', () => {
    const connection = new Connection(words, 3);
    connection.loaded();
    connection.heard(offline(1));
    expect(connection.save).toEqual({ kind: 'offline', unsent: 4, sinceMs: 5, retryAtMs: 9 });
    connection.heard({ kind: 'saving', unsent: 1 });
    expect(connection.save).toEqual({ kind: 'saving', unsent: 4 });
    expect(connection.heard({ kind: 'synced' })).toBe(true);
    expect(connection.save).toEqual({ kind: 'saved' });
    connection.heard(offline(2));
    expect(connection.unsent).toBe(2);
  });

  it('BOARD-22 a refusal turns editing off and keeps the draft', () => {
    const connection = new Connection(words, 0);
    connection.heard({ kind: 'synced' });
    expect(connection.readOnly).toBeNull();
    const draft = new Uint8Array([1]);
    connection.heard({ kind: 'refused', refusal: { code: 'too-large', message: 'The edit is too large.' }, draft });
    expect(connection.readOnly).toBe('Read-only because too-large.');
    expect(connection.refused).toEqual({ code: 'too-large', message: 'The edit is too large.', draft });
  });

  it('BOARD-66 follows the role in both directions, and keeps it while the server is away', () => {
    const connection = new Connection(words, 0);
    connection.remembered('viewer', false);
    expect(connection.readOnly).toBe('Read-only because viewer.');
    connection.welcomed(welcome('contributor', true));
    connection.heard({ kind: 'synced' });
    connection.remembered('viewer', false);
    expect([connection.readOnly, connection.save.kind]).toEqual([null, 'saved']);
    connection.welcomed(welcome('commenter', false));
    connection.heard({ kind: 'read-only', reason: '' });
    expect(connection.save).toEqual({ kind: 'read-only', reason: 'because commenter' });
    connection.heard(offline(0));
    expect([connection.readOnly, connection.save.kind]).toEqual(['Read-only because commenter.', 'offline']);
    connection.welcomed(welcome('contributor', true));
    connection.heard({ kind: 'synced' });
    expect([connection.readOnly, connection.save.kind]).toEqual([null, 'saved']);
  });

  it('BOARD-65 counts words that wait as unsent, also of somebody who may not edit', () => {
    const connection = new Connection(words, 0);
    connection.welcomed(welcome('commenter', false));
    connection.heard({ kind: 'read-only', reason: '' });
    connection.said(2);
    expect(connection.save).toEqual({ kind: 'saving', unsent: 2 });
    connection.heard(offline(1));
    expect(connection.save).toMatchObject({ kind: 'offline', unsent: 3 });
    expect([connection.unsent, connection.unsentEdits]).toEqual([3, 1]);
    connection.heard({ kind: 'read-only', reason: '' });
    connection.said(0);
    expect(connection.save.kind).toBe('read-only');
  });

  it('BOARD-23 is ready from the local copy before the server has answered, and loading until then', () => {
    const connection = new Connection(words, 0);
    expect([connection.ready, connection.save.kind]).toEqual([false, 'loading']);
    connection.loaded();
    expect([connection.ready, connection.save.kind]).toEqual([true, 'loading']);
    connection.heard(offline(0));
    expect([connection.ready, connection.save.kind]).toEqual([true, 'offline']);
  });

  it('BOARD-20 wakes whoever shows the state, once for each change', () => {
    const connection = new Connection(words, 0);
    const seen: string[] = [];
    const stop = $effect.root(() => {
      $effect(() => void seen.push(connection.save.kind));
    });
    flushSync();
    for (const state of [{ kind: 'synced' }, { kind: 'saving', unsent: 1 }, { kind: 'synced' }] as const) {
      connection.heard(state);
      flushSync();
    }
    expect(seen).toEqual(['loading', 'saved', 'saving', 'saved']);
    stop();
  });
});
