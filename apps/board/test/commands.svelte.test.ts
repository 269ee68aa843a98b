import { describe, expect, it } from 'vitest';
import { commands, matches } from '../src/lib/shell/commands.svelte.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys', () => {
  it('BOARD-42 match with exactly the keys held that they name', () => {
    expect(matches('n', press('n'))).toBe(true);
    expect(matches('n', press('n', { ctrlKey: true }))).toBe(false);
    expect(matches('n', press('N', { shiftKey: true }))).toBe(false);
    expect(matches('n', press('n', { altKey: true }))).toBe(false);
    expect(matches('mod+z', press('z', { ctrlKey: true }))).toBe(true);
    expect(matches('mod+z', press('z', { metaKey: true }))).toBe(true);
    expect(matches('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
    expect(matches('shift+F6', press('F6', { shiftKey: true }))).toBe(true);
    expect(matches('F6', press('F6', { shiftKey: true }))).toBe(false);
  });

  it('BOARD-42 of two commands with one id the later one wins, and the earlier comes back', () => {
    const ran: string[] = [];
    const command = (name: string) =>
      ({ id: 'x', label: name, group: 'edit', key: 'q', run: () => void ran.push(name) }) as const;
    const withdrawFirst = commands.offer(command('first'));
    const withdrawSecond = commands.offer(command('second'));
    const hit = (): boolean =>
      commands.press({
        ...press('q'),
        defaultPrevented: false,
        isComposing: false,
        target: null,
        preventDefault() {},
      } as unknown as KeyboardEvent);
    expect(hit()).toBe(true);
    withdrawSecond();
    hit();
    withdrawFirst();
    expect(hit()).toBe(false);
    expect(ran).toEqual(['second', 'first']);
  });
});
