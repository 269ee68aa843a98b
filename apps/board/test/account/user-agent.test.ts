import { describe, expect, it } from 'vitest';
import { browserOf } from '#lib/account/user-agent.ts';

const LIKE = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('the browser of a session', () => {
  it.each([
    ['Chrome on Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE} Chrome/141.0.0.0 Safari/537.36`],
    [
      'Edge on Windows',
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
    ],
    ['Firefox on Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'],
    ['Safari on macOS', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${LIKE} Version/18.6 Safari/605.1.15`],
    [
      'Safari on iPhone',
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${LIKE} Version/18.6 Mobile/15E148 Safari/604.1`,
    ],
    ['Chrome on Android', `Mozilla/5.0 (Linux; Android 10; K) ${LIKE} Chrome/141.0.0.0 Mobile Safari/537.36`],
  ])('ACC-34 is called %s', (name, userAgent) => {
    const found = browserOf(userAgent);
    expect(found && `${found.browser} on ${found.system}`).toBe(name);
  });

  it('ACC-34 is nothing for a program', () => {
    for (const userAgent of [null, undefined, '', 'node', 'curl/8.7.1', 'python-requests/2.32 Linux'])
      expect(browserOf(userAgent)).toBeNull();
  });
});
