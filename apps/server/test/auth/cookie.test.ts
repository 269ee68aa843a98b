import { describe, expect, it } from 'vitest';
import { COOKIE_MAX_AGE_S, createVisitorCookie } from '../../src/auth/cookie.ts';
import { newId } from '../../src/ids.ts';
import { NOW_MS } from '../support/store.ts';

const KEY = 'a key of the server';
const cookie = createVisitorCookie(KEY, false);
const pair = (setCookie: string): string => setCookie.split(';', 1)[0] ?? '';

describe('visitor cookie', () => {
  it('SRV-31 carries the principal, out of reach of scripts and foreign sites', async () => {
    const id = newId();
    const issued = await cookie.issue(id, NOW_MS);
    expect(issued).toMatch(/^chartroom=.*; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await cookie.read(pair(issued), NOW_MS)).toEqual({ id, endsAtMs: NOW_MS + COOKIE_MAX_AGE_S * 1000 });
    expect((await cookie.read(`a=b; ${pair(issued)}; c=d`, NOW_MS))?.id).toBe(id);
  });

  it('SRV-31 is __Host- and Secure where the public origin is https', async () => {
    const issued = await createVisitorCookie(KEY, true).issue(newId(), NOW_MS);
    expect(issued).toMatch(/^__Host-chartroom=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('SRV-32 is refused once a single character has been changed', async () => {
    const id = newId();
    const [name, encoded] = pair(await cookie.issue(id, NOW_MS)).split('=', 2);
    const value = decodeURIComponent(encoded ?? '');
    // The last character before the padding carries two bits that base64 ignores, so it is left out.
    for (let at = 0; at < value.length - 2; at += 1) {
      const other = value[at] === 'A' ? 'B' : 'A';
      const altered = `${value.slice(0, at)}${other}${value.slice(at + 1)}`;
      expect(await cookie.read(`${name}=${encodeURIComponent(altered)}`, NOW_MS)).toBeNull();
    }
  });

  it('SRV-32 is refused with another key, without a signature, doubled, empty or as rubbish', async () => {
    const id = newId();
    const good = pair(await cookie.issue(id, NOW_MS));
    const forged = pair(await createVisitorCookie('another key', false).issue(id, NOW_MS));
    for (const header of [
      undefined,
      '',
      'chartroom=',
      `chartroom=${id}`,
      `chartroom=v1.${id}.${NOW_MS}`,
      forged,
      `${forged}; ${good}`,
      'chartroom=%',
      'chartroom=....',
      'x'.repeat(9000),
    ]) {
      expect(await cookie.read(header, NOW_MS), header).toBeNull();
    }
  });

  it('SRV-33 expires, and is not taken from the far future', async () => {
    const issued = pair(await cookie.issue(newId(), NOW_MS));
    expect(await cookie.read(issued, NOW_MS + COOKIE_MAX_AGE_S * 1000)).not.toBeNull();
    expect(await cookie.read(issued, NOW_MS + COOKIE_MAX_AGE_S * 1000 + 1)).toBeNull();
    expect(await cookie.read(issued, NOW_MS - 2 * 86_400_000)).toBeNull();
  });
});
