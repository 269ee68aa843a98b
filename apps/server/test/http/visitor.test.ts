import { describe, expect, it } from 'vitest';
import type { VisitorResponse } from '../../src/api.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { cookieOf, startTestServer } from '../support/server.ts';

const principalOf = async (response: Response) => ((await response.json()) as VisitorResponse).principal;

describe('visitor', () => {
  it('SRV-30 gives a principal with 128 random bits and a signed cookie for a name and a function', async () => {
    const server = await startTestServer();
    const response = await server.ask('/api/visitor', { json: { name: '  Petra Novak ', function: 'QUA' } });
    expect(response.status).toBe(200);
    const principal = await principalOf(response);
    expect(principal).toEqual({
      id: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{26}$/),
      name: 'Petra Novak',
      function: 'QUA',
    });
    expect(await principalOf(await server.ask('/api/visitor', { cookie: cookieOf(response) }))).toEqual(principal);
  });

  it('SRV-34 renames the same principal when the cookie is valid', async () => {
    const server = await startTestServer();
    const first = await server.ask('/api/visitor', { json: { name: 'Petra', function: 'QUA' } });
    const second = await server.ask('/api/visitor', {
      json: { name: 'Petra Novak', function: 'IT' },
      cookie: cookieOf(first),
    });
    const { id } = await principalOf(first);
    expect(await principalOf(second)).toEqual({ id, name: 'Petra Novak', function: 'IT' });
    expect(await principalOf(await server.ask('/api/visitor', { cookie: cookieOf(first) }))).toEqual({
      id,
      name: 'Petra Novak',
      function: 'IT',
    });
  });

  it('SRV-32 makes another principal when the cookie was tampered with, and never that of its claim', async () => {
    const server = await startTestServer();
    const first = await server.ask('/api/visitor', { json: { name: 'Petra', function: 'QUA' } });
    const { id } = await principalOf(first);
    const tampered = cookieOf(first)
      .replace(/%3D$|=$/, '')
      .replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'));
    expect(await refusal(await server.ask('/api/visitor', { cookie: tampered }))).toMatch(
      /^401 visitor-needed: .*POST \/api\/visitor/s,
    );
    const again = await principalOf(
      await server.ask('/api/visitor', { json: { name: 'Mallory', function: 'IT' }, cookie: tampered }),
    );
    expect(again.id).not.toBe(id);
    expect((await principalOf(await server.ask('/api/visitor', { cookie: cookieOf(first) }))).name).toBe('Petra');
  });

  it('SRV-32 does not know cookies of another data directory', async () => {
    const [one, other] = [await startTestServer(), await startTestServer()];
    expect(await refusal(await other.ask('/api/visitor', { cookie: await one.visit() }))).toMatch(
      /^401 visitor-needed: /,
    );
  });

  it('SRV-31 issues a __Host- cookie behind https', async () => {
    const server = await startTestServer({ PUBLIC_ORIGIN: 'https://board.plant.example' });
    const response = await server.ask('/api/visitor', { json: { name: 'Petra', function: 'QUA' } });
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-chartroom=.*Secure/);
  });

  it('SRV-35 takes 80 characters of any script', async () => {
    const server = await startTestServer();
    for (const name of ['é'.repeat(80), '😀'.repeat(80), 'محمد', '王小明', "O'Neill-Straße <svg onload>"]) {
      const response = await server.ask('/api/visitor', { json: { name, function: 'OTHER' } });
      expect((await principalOf(response)).name).toBe(name);
    }
  });

  it.each([
    [{ name: '', function: 'QUA' }, '/name'],
    [{ name: '   ', function: 'QUA' }, '/name'],
    [{ name: '\u200b\u200b', function: 'QUA' }, '/name'],
    [{ name: 'x'.repeat(81), function: 'QUA' }, '/name'],
    [{ name: 'a\nb', function: 'QUA' }, '/name'],
    [{ name: 'a\u0000b', function: 'QUA' }, '/name'],
    [{ name: 'a\u202egnp', function: 'QUA' }, '/name'],
    [{ name: 'a\ud800', function: 'QUA' }, '/name'],
    [{ name: 7, function: 'QUA' }, '/name'],
    [{ function: 'QUA' }, '/name'],
    [{ name: 'Petra', function: 'CEO' }, '/function'],
    [{ name: 'Petra', function: '__proto__' }, '/function'],
    [{ name: 'Petra' }, '/function'],
    [[], ''],
    ['Petra', ''],
    [null, ''],
  ])('SRV-35 refuses %j and names the field', async (json, field) => {
    const server = await startTestServer();
    const problem = await readProblem(await server.ask('/api/visitor', { json }));
    expect(problem).toMatchObject({ status: 400, type: '/problems/invalid-body' });
    expect(Object.keys(problem.errors ?? {})).toContain(field);
  });
});
