import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { InvitationLookResponse, InvitationsResponse, WorkspacesResponse } from '../../src/api/access.ts';
import { databaseFile } from '../../src/db/data-dir.ts';
import { newSecret } from '../../src/ids.ts';
import {
  accessEntries,
  come,
  invite,
  look,
  membersOf,
  PASSWORD,
  redeem,
  restate,
  startWithBoard,
  startWithRoles,
} from '../support/board-people.ts';
import { openPusher } from '../support/own-client.ts';
import { HOUR_MS, mailbox, movedClock, openBrowser, trySignIn } from '../support/people.ts';
import { readProblem, refusal } from '../support/problem.ts';
import { startTestServer } from '../support/server.ts';

const PETRA = { name: 'Petra Novak', function: 'QUA', email: 'petra@plant.example' };
const listed = async (browser: { ask(path: string): Promise<Response> }, board: string) =>
  ((await (await browser.ask(`/api/boards/${board}/invitations`)).json()) as InvitationsResponse).invitations;
const looked = async (response: Response) => (await response.json()) as InvitationLookResponse;
const typeOf = async (response: Response): Promise<string> => {
  const { status, type, detail } = await readProblem(response);
  expect(detail).toMatch(/Ask whoever sent it to you for a new one\.$/);
  return `${status} ${type.replace('/problems/', '')}`;
};

describe('invitations', () => {
  it('SRV-161 a secret is told once, in a fragment, and stored as a hash alone; the record names the invitation without it', async () => {
    const { server, lena, board } = await startWithBoard();
    const response = await lena.ask(`/api/boards/${board}/invitations`, {
      json: { kind: 'link', role: 'commenter', function: 'QUA', label: 'Workshop', expiresInHours: 2, maxUses: 3 },
    });
    const { url, invitation } = (await response.json()) as { url: string; invitation: { id: string } };
    const secret = new URL(url).hash.slice(1);
    expect(url).toBe(`${server.origin}/join#${secret}`);
    expect(secret).toMatch(/^[0-9a-z]{52}$/);
    expect(await listed(lena, board)).toEqual([
      {
        id: invitation.id,
        kind: 'link',
        role: 'commenter',
        function: 'QUA',
        label: 'Workshop',
        email: null,
        guests: false,
        expiresAt: expect.any(String),
        maxUses: 3,
        uses: 0,
        createdBy: { id: lena.id, name: 'Lena Wirth', function: 'OPS' },
        createdAt: expect.any(String),
        state: 'open',
      },
    ]);
    expect(await accessEntries(lena, board)).toMatchObject([
      {
        actor: lena.id,
        payload: { event: 'invited', about: `Workshop (${invitation.id})`, role: 'commenter', function: 'QUA' },
      },
    ]);
    const sql = new Database(databaseFile(server.dataDir), { readonly: true });
    const texts = sql
      .prepare<[], string>(`select name from sqlite_master where type = 'table'`)
      .pluck()
      .all()
      .map((table) => JSON.stringify(sql.prepare(`select * from "${table}"`).all()));
    sql.close();
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
    expect(await looked(await look(openBrowser(server), secret))).toEqual({
      board: { id: board, title: 'Lot release', productScope: 'tablet family X' },
      role: 'commenter',
      function: 'QUA',
      label: 'Workshop',
      invitedBy: { name: 'Lena Wirth', function: 'OPS' },
      guests: false,
      expiresAt: expect.any(String),
      kind: 'link',
      needs: 'account',
      emailHint: null,
    });
  });

  it('SRV-161 what does not fit is refused with the field named, and nothing is made', async () => {
    const { lena, board } = await startWithBoard();
    const good = { kind: 'link', role: 'viewer', expiresInHours: 1 };
    for (const [wrong, field] of [
      [{ kind: 'fax' }, '/kind'],
      [{ role: 'owner' }, '/role'],
      [{ function: 'SALES' }, '/function'],
      [{ expiresInHours: 0 }, '/expiresInHours'],
      [{ expiresInHours: 1e9 }, '/expiresInHours'],
      [{ expiresInHours: undefined }, '/expiresInHours'],
      [{ maxUses: 0 }, '/maxUses'],
      [{ maxUses: 1.5 }, '/maxUses'],
      [{ label: 'x'.repeat(500) }, '/label'],
      [{ kind: 'mail' }, '/email'],
      [{ kind: 'mail', email: 'nobody' }, '/email'],
      [{ role: 'facilitator', guests: true }, '/guests'],
    ] as const) {
      const problem = await readProblem(
        await lena.ask(`/api/boards/${board}/invitations`, { json: { ...good, ...wrong } }),
      );
      expect([problem.status, Object.keys(problem.errors ?? {})], JSON.stringify(wrong)).toEqual([400, [field]]);
    }
    expect(await listed(lena, board)).toEqual([]);
    expect(await accessEntries(lena, board)).toEqual([]);
  });

  it('SRV-162 of two who redeem the last use at once exactly one comes in, and the other gets no account either', async () => {
    const { server, lena, board } = await startWithBoard();
    for (const more of [{}, { guests: true }]) {
      const { secret, invitation } = await invite(lena, board, { maxUses: 1, ...more });
      const comers = [1, 2, 3, 4].map((n) => {
        const email = `comer${n}@plant.example`;
        const account = 'guests' in more ? {} : { account: { email, password: PASSWORD } };
        return { email, said: { name: `Comer ${n}`, function: 'IT', ...account } };
      });
      const answers = await Promise.all(comers.map(({ said }) => redeem(openBrowser(server), secret, said)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410]);
      const used = (await listed(lena, board)).find(({ id }) => id === invitation.id);
      expect(used).toMatchObject({ uses: 1, state: 'used-up' });
      if ('guests' in more) continue;
      const signIns = await Promise.all(comers.map(({ email }) => trySignIn(openBrowser(server), email, PASSWORD)));
      expect(signIns.filter(({ ok }) => ok)).toHaveLength(1);
    }
    expect((await membersOf(lena, board)).members).toHaveLength(3);
  }, 60_000);

  it('SRV-162 redeeming again by the same person is harmless and counts once', async () => {
    const { server, lena, board } = await startWithBoard();
    const invited = await invite(lena, board, { maxUses: 1 });
    const petra = await come(server, invited, PETRA);
    const before = (await accessEntries(lena, board)).length;
    for (let n = 0; n < 2; n += 1) {
      expect(await (await redeem(petra, invited.secret)).json()).toEqual({ board });
      expect((await looked(await look(petra, invited.secret))).needs).toBe('nothing');
    }
    expect(await listed(lena, board)).toMatchObject([{ uses: 1, state: 'used-up' }]);
    expect(await accessEntries(lena, board)).toHaveLength(before);
    expect(await typeOf(await redeem(openBrowser(server), invited.secret))).toBe('410 invitation-used-up');
  });

  it('SRV-163 a wrong, an ended, a revoked and a used one are told apart, with what to do, and none names the board', async () => {
    const clock = movedClock();
    const { server, lena, board } = await startWithBoard({ nowMs: clock.nowMs });
    const expiring = await invite(lena, board, { expiresInHours: 1 });
    const revoked = await invite(lena, board);
    const used = await invite(lena, board, { guests: true, maxUses: 1 });
    await come(server, used, { name: 'Olga' });
    await lena.ask(`/api/boards/${board}/invitations/${revoked.invitation.id}`, { method: 'DELETE' });
    clock.pass(HOUR_MS - 60_000);
    await lena.ask('/api/session/alive', { json: {} });
    expect((await look(openBrowser(server), expiring.secret)).status).toBe(200);
    clock.pass(60_000);
    const said = { name: 'Eve', function: 'IT', account: { email: 'eve@plant.example', password: PASSWORD } };
    for (const [secret, expected] of [
      [expiring.secret, '410 invitation-expired'],
      [revoked.secret, '410 invitation-revoked'],
      [used.secret, '410 invitation-used-up'],
      [newSecret(), '404 unknown-invitation'],
      [`${expiring.secret}0`, '404 unknown-invitation'],
      ['', '404 unknown-invitation'],
    ] as const) {
      for (const answer of [await look(openBrowser(server), secret), await redeem(openBrowser(server), secret, said)]) {
        const text = await answer.clone().text();
        expect(await typeOf(answer)).toBe(expected);
        expect(text).not.toContain(board);
        expect(text).not.toContain('Lot release');
      }
    }
    expect((await trySignIn(openBrowser(server), 'eve@plant.example', PASSWORD)).ok).toBe(false);
  }, 60_000);

  it('SRV-164 a guest comes with name and function, for the session, and sees nothing else', async () => {
    const { server, lena, board } = await startWithBoard();
    const other = (await (await lena.ask('/api/boards', { json: { title: 'Other', template: 'blank' } })).json()) as {
      id: string;
    };
    const { secret } = await invite(lena, board, { guests: true, role: 'contributor' });
    const browser = openBrowser(server);
    expect((await looked(await look(browser, secret))).needs).toBe('name');
    expect(Object.keys((await readProblem(await redeem(browser, secret))).errors ?? {})).toEqual(['/name']);
    expect(Object.keys((await readProblem(await redeem(browser, secret, { name: 'Olga' }))).errors ?? {})).toEqual([
      '/function',
    ]);
    const response = await redeem(browser, secret, { name: 'Olga Lind', function: 'QUA' });
    expect(await response.clone().json()).toEqual({ board });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^chartroom=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    const { principal, user } = await browser.session();
    expect([principal, user]).toMatchObject([{ name: 'Olga Lind', function: 'QUA', kind: 'visitor' }, null]);
    expect((await membersOf(lena, board)).members.find(({ name }) => name === 'Olga Lind')).toMatchObject({
      role: 'contributor',
      function: 'QUA',
      guest: true,
      signer: false,
    });
    const { boards } = (await (await browser.ask('/api/boards')).json()) as { boards: unknown[] };
    expect(boards).toMatchObject([{ id: board, role: 'contributor' }]);
    expect((await browser.ask(`/api/boards/${other.id}`)).status).toBe(404);
    const { workspaces } = (await (await browser.ask('/api/workspaces')).json()) as WorkspacesResponse;
    expect(workspaces).toEqual([]);
    expect(await refusal(await browser.ask('/api/boards', { json: { title: 'Mine', template: 'blank' } }))).toMatch(
      /^403 forbidden: A guest/,
    );
    expect((await browser.ask(`/api/boards/${board}/invitations`)).status).toBe(403);
  });

  it('SRV-164 a guest’s cookie counts for twelve hours', async () => {
    const clock = movedClock();
    const { server, lena, board } = await startWithBoard({ nowMs: clock.nowMs });
    const guest = await come(server, await invite(lena, board, { guests: true }), { name: 'Olga' });
    clock.pass(12 * HOUR_MS - 60_000);
    expect((await guest.ask(`/api/boards/${board}`)).status).toBe(200);
    const renamed = await guest.ask('/api/visitor', { json: { name: 'Olga Lind', function: 'QUA' } });
    expect([renamed.status, renamed.headers.getSetCookie()]).toEqual([200, []]);
    clock.pass(2 * 60_000);
    expect(await refusal(await guest.ask(`/api/boards/${board}`))).toMatch(/^401 visitor-needed/);
  });

  it('SRV-165 somebody signed in comes as themselves, and what they say of a name does not count', async () => {
    const { server, lena, board } = await startWithBoard();
    const petra = await come(server, await invite(lena, board), PETRA);
    const second = (await (await lena.ask('/api/boards', { json: { title: 'Two', template: 'blank' } })).json()) as {
      id: string;
    };
    const { secret } = await invite(lena, second.id, { guests: true, role: 'commenter', function: 'IT' });
    expect((await looked(await look(petra, secret))).needs).toBe('nothing');
    expect((await redeem(petra, secret, { name: 'Somebody Else', function: 'OPS' })).status).toBe(200);
    expect((await membersOf(petra, second.id)).members.find(({ principal }) => principal === petra.id)).toMatchObject({
      name: 'Petra Novak',
      function: 'IT',
      role: 'commenter',
      guest: false,
    });
  });

  it('SRV-165 where an account is needed a name is not enough, and an address has one account', async () => {
    const { server, lena, board } = await startWithBoard();
    const { secret } = await invite(lena, board);
    expect(await refusal(await redeem(openBrowser(server), secret, { name: 'Olga', function: 'QUA' }))).toMatch(
      /^403 account-needed: .*Sign in, or make one/,
    );
    const account = { email: 'lena.wirth@plant.example', password: PASSWORD };
    const taken = await readProblem(
      await redeem(openBrowser(server), secret, { name: 'Lena', function: 'OPS', account }),
    );
    expect([taken.status, Object.keys(taken.errors ?? {})]).toEqual([409, ['/account/email']]);
    const weak = { email: 'x@plant.example', password: 'short' };
    expect(
      await refusal(await redeem(openBrowser(server), secret, { name: 'X', function: 'IT', account: weak })),
    ).toMatch(/^400 invalid-body: .*account\/password/);
    expect(await listed(lena, board)).toMatchObject([{ uses: 0 }]);
    const petra = await come(server, { secret }, PETRA);
    expect((await petra.session()).user).toMatchObject({ email: PETRA.email, administrator: false });
  });

  it('SRV-165 a guest who makes an account takes their role along, and the guest is gone', async () => {
    const { server, lena, board } = await startWithBoard();
    const invited = await invite(lena, board, { guests: true, role: 'commenter', maxUses: 1 });
    const guest = await come(server, invited, { name: 'Olga Lind', function: 'QUA' });
    const thread = '0123456789abcdefghjkmnpqrs';
    const anchor = { subject: 'process/title', label: 'Title' };
    await guest.say(board, 'thread', { thread, anchor, kind: 'question', title: 'Why?', body: 'Say.' });
    const account = { email: 'olga@plant.example', password: PASSWORD };
    expect((await redeem(guest, invited.secret, { name: 'Olga Lind', function: 'QUA', account })).status).toBe(200);
    const { principal } = await guest.session();
    expect(principal).toMatchObject({ kind: 'user', name: 'Olga Lind' });
    expect(principal?.id).not.toBe(guest.id);
    const { members } = await membersOf(lena, board);
    expect(members.filter(({ name }) => name === 'Olga Lind')).toMatchObject([
      { principal: principal?.id, role: 'commenter', function: 'QUA', guest: false },
    ]);
    expect(await listed(lena, board)).toMatchObject([{ uses: 1 }]);
    // What the guest said is still the guest's.
    const { entries } = (await (await guest.ask(`/api/boards/${board}/record`)).json()) as {
      entries: readonly { kind: string; actor: string }[];
    };
    expect(entries.filter(({ kind }) => kind === 'thread')).toMatchObject([{ actor: guest.id }]);
  });

  it('SRV-166 a mailed one goes to its address, works once, and for the account of that address alone', async () => {
    const mailer = mailbox();
    const { server, lena, board } = await startWithBoard({ mailer });
    const wish = {
      kind: 'mail',
      role: 'contributor',
      email: ' Petra@Plant.example',
      guests: true,
      maxUses: 50,
    } as const;
    const { invitation } = await invite(lena, board, { ...wish, label: '<b>You</b>' });
    expect(invitation).toMatchObject({ email: 'petra@plant.example', guests: false, maxUses: 1 });
    expect(mailer.mails).toMatchObject([{ kind: 'invitation', to: 'petra@plant.example' }]);
    const [mail] = mailer.mails;
    expect(mail?.subject).toBe('Lena Wirth invites you to "Lot release"');
    expect(mail?.html).not.toContain('<b>');
    const secret = /\/join#(\w+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(await looked(await look(openBrowser(server), secret))).toMatchObject({
      needs: 'account',
      emailHint: 'p…@plant.example',
    });
    const account = { email: 'eve@plant.example', password: PASSWORD };
    expect(await refusal(await redeem(openBrowser(server), secret, { name: 'Eve', function: 'IT', account }))).toMatch(
      /^403 account-needed: .*another address/,
    );
    expect((await trySignIn(openBrowser(server), account.email, PASSWORD)).ok).toBe(false);
    const eve = await come(server, await invite(lena, board), { name: 'Eve', email: 'eve2@plant.example' });
    await restate(lena, board, eve.id, { role: 'viewer' });
    const second = await invite(lena, board, wish);
    const latest = /\/join#(\w+)/.exec(mailer.mails.at(-1)?.text ?? '')?.[1] ?? '';
    expect(second.secret).toBe('');
    expect(await refusal(await redeem(eve, latest))).toMatch(/^403 account-needed: .*another address/);
    await come(server, { secret }, PETRA);
    expect((await redeem(openBrowser(server), secret)).status).toBe(410);
  });

  it('SRV-166 where no mail server is set up nothing is made', async () => {
    const { lena, board } = await startWithBoard();
    const json = { kind: 'mail', role: 'viewer', email: 'petra@plant.example', expiresInHours: 1 };
    expect(await refusal(await lena.ask(`/api/boards/${board}/invitations`, { json }))).toMatch(
      /^503 no-mail: .*Make a link/,
    );
    expect(await listed(lena, board)).toEqual([]);
  });

  it('SRV-167 taking a read link back ends the access of everybody who came by it, in mid-connection', async () => {
    const { server, lena, board } = await startWithBoard();
    const invited = await invite(lena, board, { kind: 'read', role: 'contributor', maxUses: 1, function: 'QUA' });
    expect(invited.invitation).toMatchObject({ role: 'viewer', function: 'OTHER', guests: true, maxUses: null });
    const auditors = [
      await come(server, invited, { name: 'Auditor One', function: 'QUA' }),
      await come(server, invited, { name: 'Auditor Two' }),
      await come(server, invited, { name: 'Auditor Three', email: 'three@audit.example' }),
    ];
    const raised = await come(server, invited, { name: 'Raised', email: 'raised@plant.example' });
    await restate(lena, board, raised.id, { role: 'contributor' });
    expect((await membersOf(lena, board)).members.filter(({ name }) => name.startsWith('Auditor'))).toMatchObject(
      auditors.map(() => ({ role: 'viewer', function: 'OTHER' })),
    );
    const open = await Promise.all(
      auditors.map((auditor) => openPusher(server.origin, board, { cookie: auditor.cookie() })),
    );
    const path = `/api/boards/${board}/invitations/${invited.invitation.id}`;
    expect(await (await lena.ask(path, { method: 'DELETE' })).json()).toMatchObject({
      invitation: { state: 'revoked' },
    });
    for (const connection of open) expect((await connection.closed()).code).toBe(4403);
    for (const auditor of auditors) expect((await auditor.ask(`/api/boards/${board}`)).status).toBe(404);
    expect((await raised.ask(`/api/boards/${board}`)).status).toBe(200);
    expect(await typeOf(await redeem(auditors[0]!, invited.secret))).toBe('410 invitation-revoked');
    const events = (await accessEntries(lena, board)).map(({ payload }) => (payload as { event: string }).event);
    expect(events).toEqual([
      'read-link-made',
      ...auditors.map(() => 'invitation-used'),
      'invitation-used',
      'read-link-revoked',
    ]);
    // Once more changes nothing.
    expect((await lena.ask(path, { method: 'DELETE' })).status).toBe(200);
    expect(await accessEntries(lena, board)).toHaveLength(events.length);
  }, 60_000);

  it('SRV-167 a read link taken back ends the access of a guest, too, who has an account by another board’s invitation', async () => {
    const { server, lena, board } = await startWithBoard();
    const invited = await invite(lena, board, { kind: 'read' });
    const olga = await come(server, invited, { name: 'Olga Berg' });
    const raised = await come(server, invited, { name: 'Raised' });
    const other = (await (await lena.ask('/api/boards', { json: { title: 'Two', template: 'blank' } })).json()) as {
      id: string;
    };
    for (const [guest, email] of [
      [olga, 'olga@plant.example'],
      [raised, 'raised@plant.example'],
    ] as const) {
      const { secret } = await invite(lena, other.id, { role: 'viewer' });
      const account = { email, password: PASSWORD };
      expect((await redeem(guest, secret, { name: 'Olga Berg', function: 'QUA', account })).status).toBe(200);
      expect((await guest.ask(`/api/boards/${board}/charter`)).status).toBe(200);
    }
    const { principal } = await raised.session();
    await restate(lena, board, principal!.id, { role: 'contributor' });
    const open = await openPusher(server.origin, board, { cookie: olga.cookie() });
    await lena.ask(`/api/boards/${board}/invitations/${invited.invitation.id}`, { method: 'DELETE' });
    expect((await open.closed()).code).toBe(4403);
    for (const path of [`/api/boards/${board}`, `/api/boards/${board}/record`])
      expect([path, (await olga.ask(path)).status]).toEqual([path, 404]);
    expect((await olga.ask(`/api/boards/${other.id}`)).status).toBe(200);
    expect((await raised.ask(`/api/boards/${board}`)).status).toBe(200);
    expect(await typeOf(await redeem(olga, invited.secret))).toBe('410 invitation-revoked');
  }, 60_000);

  it('SRV-167 taking another link back stops further uses only', async () => {
    const { server, lena, board } = await startWithBoard();
    const invited = await invite(lena, board);
    const petra = await come(server, invited, PETRA);
    const path = `/api/boards/${board}/invitations/${invited.invitation.id}`;
    expect((await lena.ask(path, { method: 'DELETE' })).status).toBe(200);
    expect((await petra.ask(`/api/boards/${board}`)).status).toBe(200);
    expect(await (await redeem(petra, invited.secret)).json()).toEqual({ board });
    expect(await typeOf(await look(openBrowser(server), invited.secret))).toBe('410 invitation-revoked');
    const another = (await (await lena.ask('/api/boards', { json: { title: 'B', template: 'blank' } })).json()) as {
      id: string;
    };
    expect(
      await refusal(
        await lena.ask(`/api/boards/${another.id}/invitations/${invited.invitation.id}`, { method: 'DELETE' }),
      ),
    ).toMatch(/^404 unknown-invitation/);
  });

  it('SRV-168 whoever was put out does not come back by an old link, used or not, but by a new one', async () => {
    const { lena, board, contributor } = await startWithRoles();
    const old = await invite(lena, board, { role: 'facilitator' });
    await restate(lena, board, contributor.id, { role: null });
    expect(await refusal(await look(contributor, old.secret))).toMatch(/^403 forbidden: .*closed to you/);
    expect(await refusal(await redeem(contributor, old.secret))).toMatch(/^403 forbidden: .*closed to you/);
    expect((await contributor.ask(`/api/boards/${board}`)).status).toBe(404);
    expect((await listed(lena, board)).find(({ id }) => id === old.invitation.id)).toMatchObject({ uses: 0 });
    const fresh = await invite(lena, board, { role: 'commenter' });
    expect((await redeem(contributor, fresh.secret)).status).toBe(200);
    expect((await membersOf(contributor, board)).you.role).toBe('commenter');
  }, 60_000);

  it('SRV-168 a role that was lowered is not raised by an old link, and a link lowers nobody', async () => {
    const { server, lena, board } = await startWithBoard();
    const invited = await invite(lena, board, { role: 'contributor' });
    const unused = await invite(lena, board, { role: 'facilitator' });
    const petra = await come(server, invited, PETRA);
    await restate(lena, board, petra.id, { role: 'viewer', person: undefined });
    for (const { secret } of [invited, unused]) {
      expect((await redeem(petra, secret)).status).toBe(200);
      expect((await membersOf(petra, board)).you.role).toBe('viewer');
    }
    // A new one raises her, and leaves everything else as it was said.
    await restate(lena, board, petra.id, { role: 'viewer', function: 'IT', jobTitle: 'CSV lead' });
    const { secret } = await invite(lena, board, { role: 'contributor', function: 'QUA' });
    expect((await redeem(petra, secret)).status).toBe(200);
    expect((await membersOf(lena, board)).members.find(({ principal }) => principal === petra.id)).toMatchObject({
      role: 'contributor',
      function: 'IT',
      jobTitle: 'CSV lead',
    });
    const low = await invite(lena, board, { role: 'viewer' });
    expect((await redeem(lena, low.secret, { account: { email: 'x@plant.example', password: PASSWORD } })).status).toBe(
      200,
    );
    expect((await membersOf(lena, board)).you.role).toBe('facilitator');
  }, 60_000);

  it('SRV-169 secrets cannot be tried without end from one address', async () => {
    const { server } = await startWithBoard();
    const answers: Response[] = [];
    for (let n = 0; n < 80; n += 1) answers.push(await look(openBrowser(server), newSecret()));
    const late = answers.filter(({ status }) => status === 429);
    expect(answers.slice(0, 60).every(({ status }) => status === 404)).toBe(true);
    expect(late.length).toBeGreaterThan(0);
    expect(late[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await refusal(late[0]!)).toMatch(/^429 too-many-requests/);
  });

  it('SRV-164 on an open server a link brings in a guest too, and takes nothing from whoever is there', async () => {
    const server = await startTestServer();
    const petra = openBrowser(server);
    await petra.ask('/api/visitor', { json: { name: 'Petra Novak', function: 'QUA' } });
    const { id: board } = (await (
      await petra.ask('/api/boards', { json: { title: 'Lot release', template: 'blank' } })
    ).json()) as { id: string };
    const { secret } = await invite(petra, board, { kind: 'read' });
    const tom = openBrowser(server);
    await tom.ask('/api/visitor', { json: { name: 'Tom Becker', function: 'OPS' } });
    expect((await redeem(tom, secret)).status).toBe(200);
    expect((await membersOf(tom, board)).you).toMatchObject({ role: 'contributor', guest: false });
    const auditor = openBrowser(server);
    expect((await redeem(auditor, secret, { name: 'Auditor', function: 'OTHER' })).status).toBe(200);
    expect((await membersOf(auditor, board)).you).toMatchObject({ role: 'viewer', guest: true });
    const link = await invite(petra, board, { role: 'commenter' });
    expect((await looked(await look(openBrowser(server), link.secret))).needs).toBe('name');
  });
});
