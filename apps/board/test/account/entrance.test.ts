import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEntrance, signInFrom, whereTo } from '#lib/session/entrance.ts';

const ORIGIN = 'https://chartroom.plant.example';

describe('where to go on', () => {
  it('ACC-2 goes to pages of this server with their query and fragment', () => {
    for (const path of ['/', '/b/12/map?record=step/1&field=kind', '/accounts', '/b/12/charter#areas', '/join#secret'])
      expect(whereTo(path, ORIGIN)).toBe(path);
  });

  it.each([
    ['nothing', null],
    ['another site', 'https://elsewhere.example/b/12'],
    ['another site without its scheme', '//elsewhere.example'],
    ['another site as browsers read a backslash', '/\\elsewhere.example'],
    ['another site behind a tab', '/\t/elsewhere.example'],
    ['another site behind a dot', '/.//elsewhere.example'],
    ['a script', 'javascript:alert(1)'],
    ['a page for coming in', '/sign-in?to=/b/12'],
    ['what is no page', '/api/boards'],
  ])('ACC-2 goes home for %s', (_, path) => {
    expect(whereTo(path, ORIGIN)).toBe('/');
  });

  it('ACC-2 never leaves this origin, whatever is asked for', () => {
    const odd = fc.array(fc.constantFrom('/', '\\', '@', ':', '.', '%2f', '\t', '\n', '#', '?', 'https', 'elsewhere'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          odd.map((parts) => `/${parts.join('')}`),
        ),
        (asked) => {
          expect(new URL(whereTo(asked, ORIGIN), ORIGIN).origin).toBe(ORIGIN);
        },
      ),
    );
  });

  it('ACC-1 signing in leads back, and home needs no saying', () => {
    const from = (path: string) => signInFrom(new URL(path, ORIGIN));
    expect(from('/b/12/map?record=step/1')).toBe('/sign-in?to=%2Fb%2F12%2Fmap%3Frecord%3Dstep%2F1');
    expect(from('/')).toBe('/sign-in');
    expect(from('/reset')).toBe('/sign-in');
    expect(from('/join#secret'), 'the secret of an invitation is in no query').toBe('/sign-in?to=%2Fjoin');
    expect(['/sign-in', '/setup', '/reset', '/join', '/join/now', '/email'].every(isEntrance)).toBe(true);
    expect(['/', '/b/sign-in/map', '/account', '/signing'].some(isEntrance)).toBe(false);
  });
});
