import { describe, expect, it } from 'vitest';
import { retryOf, wordsOf, type AuthFailure } from '#lib/account/auth.ts';
import { fieldErrors } from '#lib/account/problem-fields.ts';

const NOW = new Date(2026, 10, 26, 14, 20).getTime();
const failure = (more: Partial<AuthFailure>): AuthFailure => ({
  code: '',
  status: 400,
  detail: '',
  retryAtMs: null,
  ...more,
});
const answer = (headers: Record<string, string>) => ({ headers: new Headers(headers) });

describe('what a refusal says', () => {
  it('ACC-6 tells the time of the clock when it is long, and seconds when it is soon over', () => {
    expect(retryOf(answer({ 'retry-after': '900' }), NOW)).toBe(NOW + 900_000);
    expect(retryOf(answer({}), NOW)).toBeNull();
    expect(retryOf(answer({ 'retry-after': 'Thu, 26 Nov 2026 14:35:00 GMT' }), NOW)).toBeNull();
    expect(wordsOf(failure({ status: 429, retryAtMs: NOW + 900_000 }), NOW)).toContain('It is locked until 14:35');
    expect(wordsOf(failure({ status: 429, retryAtMs: NOW + 1_500 }), NOW)).toContain('Try again in 2 seconds.');
    expect(wordsOf(failure({ status: 429, retryAtMs: NOW }), NOW)).toContain('Try again in 1 second.');
  });

  it('ACC-5 is the server’s own sentence where the screen knows none, and never empty', () => {
    expect(wordsOf(failure({ detail: 'This account has no password.' }))).toBe('This account has no password.');
    expect(wordsOf(failure({ code: 'UNREACHABLE', status: 0 }))).toContain('The server does not answer.');
    expect(wordsOf(failure({}))).not.toBe('');
  });

  it('ACC-5 stands at the field that it is about', () => {
    const problem = { type: '/problems/conflict', title: 'Taken', status: 409, detail: '' };
    expect(fieldErrors({ ...problem, errors: { '/email': 'There is one.', '/scopes/0': 'No.' } })).toEqual({
      email: 'There is one.',
      scopes: 'No.',
    });
    expect(fieldErrors(problem)).toEqual({});
  });
});
