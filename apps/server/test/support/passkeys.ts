/** What a browser does with a passkey: adding one, and coming in by it. */
import { expect } from 'vitest';
import type { Authenticator } from './authenticator.ts';
import type { Browser } from './people.ts';

export const RP = '127.0.0.1';

export const challengeFor = async (browser: Browser, path: string): Promise<string> => {
  const response = await browser.ask(`/api/auth/passkey/${path}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { challenge: string }).challenge;
};

export const registerPasskey = async (browser: Browser, device: Authenticator, rpId = RP): Promise<Response> => {
  const challenge = await challengeFor(browser, 'generate-register-options');
  return browser.ask('/api/auth/passkey/verify-registration', {
    json: { response: device.register(challenge, rpId), name: 'Line terminal' },
  });
};

export const enterByPasskey = async (browser: Browser, device: Authenticator, rpId = RP): Promise<Response> => {
  const challenge = await challengeFor(browser, 'generate-authenticate-options');
  return browser.ask('/api/auth/passkey/verify-authentication', { json: { response: device.assert(challenge, rpId) } });
};
