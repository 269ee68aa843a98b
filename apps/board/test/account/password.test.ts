import { describe, expect, it } from 'vitest';
import { isEmail } from '#lib/account/email.ts';
import { judge, lengthOf, newPasswordError, PASSWORD } from '#lib/account/password.ts';

describe('a new password', () => {
  it('ACC-12 is judged by its length as people count it, and by nothing else', () => {
    expect(judge('x'.repeat(PASSWORD.least - 1))).toBe('short');
    expect(judge('x'.repeat(PASSWORD.least))).toBe('enough');
    expect(judge('first light over the mill')).toBe('good');
    expect(judge('Pa$$w0rd!')).toBe('short');
    expect(lengthOf('🏭🏭')).toBe(2);
  });

  it('ACC-12 says what to do', () => {
    expect(newPasswordError('')).toBe('Enter a new password');
    expect(newPasswordError('too short')).toBe('Use at least 10 characters');
    expect(newPasswordError('x'.repeat(129))).toBe('Use at most 128 characters');
    expect(newPasswordError('Lena.Wirth@plant.example', 'lena.wirth@plant.example')).toMatch(/^Use something else/);
    expect(newPasswordError('first light over the mill', 'lena.wirth@plant.example')).toBe('');
  });
});

describe('an e-mail address', () => {
  it('ACC-5 is asked for again when it cannot be one', () => {
    for (const text of ['lena@plant.example', ' lena.wirth+board@mill4.plant.example ', 'lena@intranet'])
      expect(isEmail(text), text).toBe(true);
    for (const text of ['', 'lena', '@plant.example', 'lena@', 'lena wirth@plant.example', 'lena@plant..example'])
      expect(isEmail(text), text).toBe(false);
  });
});
