import { describe, expect, it } from 'vitest';
import { together } from '#lib/ui/together.ts';

describe('attributes of several for one element', () => {
  it('UI-6 the later value counts, and what nobody else says stays', () => {
    const attachment = Symbol('attachment');
    expect(together({ id: 'a', title: 'A' }, { id: 'b', [attachment]: 1 })).toEqual({
      id: 'b',
      title: 'A',
      [attachment]: 1,
    });
  });

  it('UI-6 handlers are called in order, until one prevents what the event does', () => {
    const done: string[] = [];
    const { onclick } = together(
      { onclick: () => done.push('first') },
      {
        onclick: (event: Event) => {
          done.push('second');
          event.preventDefault();
        },
      },
      { onclick: () => done.push('third') },
    );
    (onclick as (event: Event) => void)(new Event('click', { cancelable: true }));
    expect(done).toEqual(['first', 'second']);
  });

  it('UI-6 a handler that is left out leaves the other one', () => {
    const done: string[] = [];
    const { onclick } = together({ onclick: () => done.push('first') }, {});
    (onclick as (event: Event) => void)(new Event('click'));
    expect(done).toEqual(['first']);
  });
});
