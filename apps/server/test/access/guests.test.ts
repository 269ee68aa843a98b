import { setSingleField } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { come, invite, PASSWORD, redeem, startWithBoard } from '../support/board-people.ts';
import { HOUR_MS, MINUTE_MS, movedClock, openBrowser, signIn } from '../support/people.ts';
import { PATIENT } from '../support/poll.ts';
import { provide } from '../support/provider.ts';
import { connectSocket, refusedUpgrade } from '../support/wire.ts';

const withGuest = async () => {
  const clock = movedClock();
  const { server, lena, board } = await startWithBoard(clock);
  const invitation = await invite(lena, board, { guests: true });
  const guest = await come(server, invitation, { name: 'Tom Berg' });
  const url = `ws://127.0.0.1:${server.port}/sync/${board}`;
  const charter = async () => (await lena.ask(`/api/boards/${board}/charter?format=md`)).text();
  return { clock, server, lena, board, invitation, guest, url, charter };
};
const name = (client: ReturnType<typeof provide>, title: string): void => {
  const outcome = setSingleField('board', 'title', title)(client.doc);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
};

describe('a guest', () => {
  it('SRV-246 has twelve hours, also over a connection that stays open, and a bystander is not disturbed', async () => {
    const { clock, lena, guest, url, server } = await withGuest();
    const socket = await connectSocket(url, { cookie: guest.cookie() });
    clock.pass(12 * HOUR_MS - MINUTE_MS);
    expect((await guest.session()).principal?.name).toBe('Tom Berg');
    const again = await signIn(server);
    const bystander = await connectSocket(url, { cookie: again.cookie() });
    expect(socket.webSocket.readyState).toBe(1);
    clock.pass(2 * MINUTE_MS);
    expect(await socket.closed()).toEqual({ code: 4401, reason: 'unauthenticated' });
    expect((await guest.session()).principal).toBeNull();
    expect((await refusedUpgrade(url, { cookie: guest.cookie() })).status).toBe(401);
    expect(bystander.webSocket.readyState).toBe(1);
    expect((await lena.session()).principal).toBeNull();
  });

  it('SRV-247 signs out: the connection ends, and a copy of the cookie is nobody’s', async () => {
    const { guest, server, url, board } = await withGuest();
    const copy = guest.cookie();
    const socket = await connectSocket(url, { cookie: copy });
    const left = await guest.ask('/api/visitor', { method: 'DELETE' });
    expect([left.status, left.headers.get('set-cookie')]).toEqual([
      204,
      'chartroom=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    ]);
    expect(await socket.closed()).toEqual({ code: 4401, reason: 'unauthenticated' });
    for (const path of ['/api/session', '/api/visitor', `/api/boards/${board}`]) {
      const response = await server.ask(path, { cookie: copy });
      expect([path, response.status]).toEqual([path, path === '/api/session' ? 200 : 401]);
    }
    expect(await (await server.ask('/api/session', { cookie: copy })).json()).toMatchObject({ principal: null });
    expect((await refusedUpgrade(url, { cookie: copy })).status).toBe(401);
    // Once more does no harm, and nobody at all may ask for it too.
    expect((await server.ask('/api/visitor', { method: 'DELETE', cookie: copy })).status).toBe(204);
    expect((await server.ask('/api/visitor', { method: 'DELETE' })).status).toBe(204);
  });

  it('SRV-247 no edit is taken after it, however fast it comes', async () => {
    const { guest, server, board, charter } = await withGuest();
    const client = provide(server.origin, board, { cookie: guest.cookie() });
    await client.synced();
    name(client, 'Named before');
    await expect.poll(charter, PATIENT).toContain('Named before');
    const closesBefore = client.closes();
    expect((await guest.ask('/api/visitor', { method: 'DELETE' })).status).toBe(204);
    name(client, 'Named after');
    await expect.poll(() => client.closes(), PATIENT).toBeGreaterThan(closesBefore);
    expect(await charter()).toContain('Named before');
  });

  it('SRV-247 comes again by the link as somebody else', async () => {
    const { guest, invitation, server } = await withGuest();
    const before = guest.cookie();
    await guest.ask('/api/visitor', { method: 'DELETE' });
    const again = openBrowser(server);
    again.set(before);
    expect((await redeem(again, invitation.secret, { name: 'Tom Berg', function: 'OPS' })).status).toBe(200);
    expect((await again.session()).principal).toMatchObject({ name: 'Tom Berg', kind: 'visitor' });
    expect((await again.session()).principal?.id).not.toBe(guest.id);
  });

  it('SRV-247 is not signed out by a page of another site', async () => {
    const { guest } = await withGuest();
    const headers = { origin: 'https://evil.example' };
    expect((await guest.ask('/api/visitor', { method: 'DELETE', headers })).status).toBe(403);
    expect((await guest.session()).principal?.id).toBe(guest.id);
  });

  it('SRV-247 is not back in the browser once somebody with an account has signed out of it', async () => {
    const { guest } = await withGuest();
    const copy = guest.cookie();
    const json = { email: 'lena.wirth@plant.example', password: 'first light over the mill' };
    expect((await guest.ask('/api/auth/sign-in/email', { json })).status).toBe(200);
    expect((await guest.session()).user).not.toBeNull();
    expect((await guest.ask('/api/auth/sign-out', { method: 'POST' })).status).toBe(200);
    expect((await guest.session()).principal).toBeNull();
    guest.set(copy);
    expect((await guest.session()).principal).toBeNull();
  });

  it('SRV-247 who makes an account by an invitation keeps no cookie of a guest', async () => {
    const { lena, board, guest } = await withGuest();
    const { secret } = await invite(lena, board);
    const account = { email: 'tom@plant.example', password: PASSWORD };
    const made = await redeem(guest, secret, { name: 'Tom Berg', function: 'OPS', account });
    expect(made.status).toBe(200);
    expect(guest.cookie()).toMatch(/^chartroom\.session_token=[^;]+; chartroom-device=[^;]+$/);
    expect((await guest.session()).user?.email).toBe('tom@plant.example');
  });
});
