/**
 * Every route that there is, asked by everybody for whom it is not: nobody, somebody with an account who has no part in
 * anything here, a guest of another board, and a program of that somebody with every scope. A route that is added and not
 * listed here fails.
 */
import { describe, expect, it } from 'vitest';
import { AUTH_ROUTES } from '../../src/accounts/auth-routes.ts';
import { AUTH_PATH } from '../../src/accounts/library.ts';
import type { NewTokenResponse } from '../../src/api/accounts.ts';
import type { WorkspacesResponse } from '../../src/api/access.ts';
import { newId } from '../../src/ids.ts';
import { come, invite, startWithBoard } from '../support/board-people.ts';
import { type Browser, mailbox, openBrowser } from '../support/people.ts';
import type { AskOptions, TestServer } from '../support/server.ts';

/** What there is that is not theirs. */
interface Others {
  readonly board: string;
  readonly invitation: string;
  readonly workspace: string;
  readonly account: string;
  readonly principal: string;
  readonly token: string;
}
type Answer = readonly [nobody: number, outsider: number, guest: number, program: number];

const BOARD: Answer = [401, 404, 404, 404];
/** About reading: for people only. */
const BOARD_OF_PERSON: Answer = [401, 404, 404, 403];
const WORKSPACE: Answer = [401, 404, 404, 404];
const ADMINISTRATOR: Answer = [401, 403, 403, 403];
/** For everybody known, who see only what is theirs. */
const OWN: Answer = [401, 200, 200, 200];
const OWN_OF_PERSON: Answer = [401, 200, 200, 403];
const ANYBODY: Answer = [200, 200, 200, 200];

const ROUTES: Readonly<Record<string, readonly [answer: Answer, json?: (others: Others) => unknown]>> = {
  'GET /healthz': [ANYBODY],
  'GET /readyz': [ANYBODY],
  'GET /sync/:board': [[426, 426, 426, 426]],
  'GET /api/openapi.json': [ANYBODY],
  'GET /api/templates': [ANYBODY],
  'GET /api/session': [ANYBODY],
  'POST /api/session/alive': [[401, 204, 204, 204]],
  // There is an administrator by now.
  'POST /api/setup': [[409, 409, 409, 409], () => ({})],
  'PATCH /api/me': [[401, 200, 200, 403], () => ({})],
  'POST /api/me/email': [[401, 400, 403, 403], () => ({ email: 'x@y.example' })],
  'POST /api/email/confirm': [[401, 400, 403, 403], () => ({ secret: 'x' })],
  'GET /api/me/mail': [OWN_OF_PERSON],
  'PUT /api/me/mail': [[401, 200, 403, 403], () => ({ when: 'never' })],
  'GET /api/mail': [ADMINISTRATOR],
  'GET /api/mail/unsubscribe': [[403, 403, 403, 403]],
  'POST /api/mail/unsubscribe': [[403, 403, 403, 403], () => ({})],
  'GET /api/visitor': [OWN],
  'POST /api/visitor': [[403, 403, 200, 403], () => ({ name: 'Somebody', function: 'IT' })],
  'GET /api/accounts': [ADMINISTRATOR],
  'POST /api/accounts': [
    ADMINISTRATOR,
    () => ({ name: 'x', function: 'IT', email: 'x@y.example', administrator: true }),
  ],
  'PATCH /api/accounts/:account': [ADMINISTRATOR, () => ({ disabled: true })],
  'POST /api/accounts/:account/password-link': [ADMINISTRATOR, () => ({})],
  'GET /api/tokens': [[401, 200, 403, 403]],
  'POST /api/tokens': [[401, 400, 403, 403], () => ({})],
  'DELETE /api/tokens/:token': [[401, 404, 403, 403]],
  'GET /api/workspaces': [OWN],
  'POST /api/workspaces': [ADMINISTRATOR, () => ({ name: 'Mine' })],
  'PATCH /api/workspaces/:workspace': [WORKSPACE, () => ({ name: 'Mine' })],
  'GET /api/workspaces/:workspace/members': [WORKSPACE],
  'POST /api/workspaces/:workspace/members': [WORKSPACE, ({ principal }) => ({ principal, role: 'administrator' })],
  'DELETE /api/workspaces/:workspace/members/:principal': [WORKSPACE],
  'GET /api/boards': [OWN],
  'POST /api/boards': [[401, 404, 403, 404], ({ workspace }) => ({ title: 'Mine', template: 'blank', workspace })],
  'GET /api/boards/:board': [BOARD],
  'PATCH /api/boards/:board': [BOARD, () => ({ title: 'Mine' })],
  'POST /api/boards/:board/take-over': [BOARD, () => ({})],
  'GET /api/boards/:board/authors': [BOARD],
  'GET /api/boards/:board/charter': [BOARD],
  'GET /api/boards/:board/record': [BOARD],
  'POST /api/boards/:board/record': [BOARD, () => ({ id: newId(), kind: 'ready', payload: { ready: true } })],
  'GET /api/boards/:board/changes': [BOARD],
  'GET /api/boards/:board/changes/last': [BOARD],
  'GET /api/boards/:board/changes/people': [BOARD],
  'GET /api/boards/:board/changes/export': [BOARD],
  'GET /api/boards/:board/members': [BOARD],
  'GET /api/boards/:board/reading': [BOARD_OF_PERSON],
  'PUT /api/boards/:board/reading': [BOARD_OF_PERSON, () => ({ upTo: 1 })],
  'PUT /api/boards/:board/watch': [BOARD_OF_PERSON, () => ({ subject: 'board', level: 'watch' })],
  'POST /api/boards/:board/visit': [BOARD_OF_PERSON, () => ({})],
  'GET /api/boards/:board/since': [BOARD_OF_PERSON],
  'GET /api/boards/:board/invitations': [BOARD],
  'POST /api/boards/:board/invitations': [BOARD, () => ({ kind: 'link', role: 'facilitator', expiresInHours: 1 })],
  'DELETE /api/boards/:board/invitations/:invitation': [BOARD],
  'POST /api/invitations/look': [[404, 404, 404, 404], () => ({ secret: 'x' })],
  'POST /api/invitations/redeem': [[404, 404, 404, 404], () => ({ secret: 'x' })],
  'GET /api/inbox': [OWN_OF_PERSON],
  'GET /api/inbox/counts': [OWN_OF_PERSON],
  // Last: whoever asks is nobody afterwards.
  'DELETE /api/visitor': [[204, 204, 204, 204]],
};

/** Requests of the accounts that are for somebody signed in; all others begin a sign-in or go on with one. */
const NEEDS_SESSION: ReadonlySet<string> = new Set([
  '/change-password',
  '/list-sessions',
  '/revoke-session',
  '/revoke-sessions',
  '/revoke-other-sessions',
  '/list-accounts',
  '/link-social',
  '/unlink-account',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/get-totp-uri',
  '/two-factor/generate-backup-codes',
  '/passkey/generate-register-options',
  '/passkey/verify-registration',
  '/prove/password',
  '/prove/passkey',
  '/passkey/list-user-passkeys',
  '/passkey/delete-passkey',
  '/passkey/update-passkey',
]);
const BODY = {
  email: 'x@y.example',
  password: 'long enough password',
  currentPassword: 'long enough password',
  newPassword: 'long enough password',
  token: 'x',
  provider: 'oidc',
  providerId: 'oidc',
  accountId: 'x',
  code: '123456',
  id: 'x',
  name: 'x',
  response: {},
};

const everybody = async () => {
  const { server, lena, board } = await startWithBoard({ mailer: mailbox() });
  const tokenOf = async (of: Browser): Promise<NewTokenResponse> =>
    (await (
      await of.ask('/api/tokens', {
        json: { name: 'x', function: 'IT', scopes: ['read', 'comment', 'edit', 'manage'], expiresInDays: 1 },
      })
    ).json()) as NewTokenResponse;
  const mine = await tokenOf(lena);
  const { invitation } = await invite(lena, board);
  const { workspaces } = (await (await lena.ask('/api/workspaces')).json()) as WorkspacesResponse;
  const { accounts } = (await (await lena.ask('/api/accounts')).json()) as { accounts: { id: string }[] };
  const others: Others = {
    board,
    invitation: invitation.id,
    workspace: workspaces[0]!.id,
    account: accounts[0]!.id,
    principal: lena.id,
    token: mine.token.id,
  };
  // Both are on another board, so that they are somebody.
  const other = (await (await lena.ask('/api/boards', { json: { title: 'Other', template: 'blank' } })).json()) as {
    id: string;
  };
  const outsider = await come(server, await invite(lena, other.id, { role: 'facilitator' }), {
    name: 'Mallory',
    email: 'mallory@plant.example',
  });
  const guest = await come(server, await invite(lena, other.id, { guests: true }), { name: 'Tom Berg' });
  const { secret } = await tokenOf(outsider);
  const program = (path: string, options: AskOptions = {}) =>
    server.ask(path, { ...options, headers: { authorization: `Bearer ${secret}` } });
  return { server, lena, others, other: other.id, asking: [openBrowser(server), outsider, guest, { ask: program }] };
};

const routesOf = (server: TestServer): readonly string[] => [
  ...new Set(server.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
];
/** `:id` says of what by the path that it stands in. */
const named = (route: string): string =>
  route
    .replace('/accounts/:id', '/accounts/:account')
    .replace('/tokens/:id', '/tokens/:token')
    .replace('/workspaces/:id', '/workspaces/:workspace')
    .replace('/boards/:id', '/boards/:board');

describe('every route', () => {
  it('SRV-251 answers whoever it is not for with a refusal, and changes nothing for them', async () => {
    const { server, lena, others, asking } = await everybody();
    const listed = routesOf(server).filter((route) => !route.includes(` ${AUTH_PATH}/`));
    expect(listed.map(named).toSorted()).toEqual(Object.keys(ROUTES).toSorted());
    const recordOf = async (id: string) => (await lena.ask(`/api/boards/${id}/record`)).text();
    const before = [await recordOf(others.board), await (await lena.ask('/api/accounts')).text()];
    for (const [route, [answer, json]] of Object.entries(ROUTES)) {
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replace(/:(\w+)/g, (_, name: keyof Others) => others[name]);
      const statuses = [];
      for (const who of asking) {
        const response = await who.ask(path, { method, ...(json === undefined ? {} : { json: json(others) }) });
        statuses.push(response.status);
        const text = await response.text();
        // What is told to whoever is known is theirs: nothing of the board, the account or the secret of others.
        const told = (['board', 'account', 'token', 'invitation'] as const).filter((what) =>
          text.includes(others[what]),
        );
        expect([route, response.ok ? told : []]).toEqual([route, []]);
      }
      expect([route, statuses]).toEqual([route, answer]);
    }
    expect([await recordOf(others.board), await (await lena.ask('/api/accounts')).text()]).toEqual(before);
  }, 60_000);

  it('SRV-251 of signing in asks for a session wherever it is about somebody’s account', async () => {
    const { asking } = await everybody();
    const [, , , program] = asking;
    for (const { method, path, body } of AUTH_ROUTES) {
      const isBare = body === undefined;
      const json = isBare ? undefined : body.safeParse(BODY).success ? BODY : {};
      for (const who of [asking[0]!, asking[2]!, program!]) {
        const response = await who.ask(`${AUTH_PATH}${path}`, { method, ...(json === undefined ? {} : { json }) });
        const status = NEEDS_SESSION.has(path) ? response.status : 401;
        const isSignedIn = /session_token=[^;]/.test(response.headers.get('set-cookie') ?? '');
        expect([path, status, isSignedIn]).toEqual([path, 401, false]);
      }
    }
  }, 60_000);

  it('SRV-251 takes no id of one board under the address of another', async () => {
    const { lena, others, other, asking } = await everybody();
    const mallory = asking[1]!;
    // She is facilitator of the other board.
    const gone = await mallory.ask(`/api/boards/${other}/invitations/${others.invitation}`, { method: 'DELETE' });
    expect(gone.status).toBe(404);
    const thread = newId();
    const say = (of: Browser['ask'], board: string, kind: string, payload: unknown) =>
      of(`/api/boards/${board}/record`, { json: { id: newId(), kind, payload } });
    const anchor = { subject: 'process/title', label: 'Title' };
    const begun = { thread, anchor, kind: 'question', title: 'Why?', body: 'Say.' };
    expect((await say(lena.ask, others.board, 'thread', begun)).status).toBe(201);
    for (const [kind, payload] of [
      ['comment', { thread, comment: newId(), body: 'x' }],
      ['comment.edit', { comment: thread, body: 'x' }],
      ['reaction', { comment: thread, reaction: 'agree', on: true }],
      ['thread.edit', { thread, title: 'x' }],
      ['thread.claim', { thread, comment: thread }],
      ['thread.resolve', { thread, outcome: 'answered', text: 'x' }],
      ['thread.reopen', { thread, reason: 'x' }],
      ['thread.apply', { thread }],
    ] as const)
      expect([kind, (await say(mallory.ask, other, kind, payload)).status]).toEqual([kind, 404]);
    const last = await mallory.ask(`/api/boards/${other}/changes/last?key=${others.board}`);
    expect(await last.json()).toMatchObject({ change: null });
    const record = await (await lena.ask(`/api/boards/${others.board}/record`)).text();
    expect(record).not.toContain('Mallory');
  }, 60_000);
});
