/** A board on a server where people sign in, and people who come to it by invitation, each in a browser of their own. */
import type { BoardRole } from '@chartroom/record';
import type { InvitationSummary, MembersResponse, NewInvitationResponse } from '../../src/api/access.ts';
import { newId } from '../../src/ids.ts';
import type { Surroundings } from '../../src/server.ts';
import { type Browser, openBrowser, setUp } from './people.ts';
import { startTestServer, type TestServer } from './server.ts';

export interface Member extends Browser {
  /** Principal. */
  readonly id: string;
  say(board: string, kind: string, payload: unknown, id?: string): Promise<Response>;
}

export const PASSWORD = 'slow water under the bridge';

const memberOf = async (browser: Browser): Promise<Member> => {
  const { principal } = await browser.session();
  if (principal === null) throw new Error('Nobody is signed in.');
  return {
    ...browser,
    id: principal.id,
    say: (board, kind, payload, id = newId()) =>
      browser.ask(`/api/boards/${board}/record`, { json: { id, kind, payload } }),
  };
};

export interface Wish {
  readonly kind?: 'link' | 'mail' | 'read';
  readonly role?: BoardRole;
  readonly function?: string | null;
  readonly label?: string;
  readonly email?: string;
  readonly guests?: boolean;
  readonly expiresInHours?: number;
  readonly maxUses?: number | null;
}

const read = async <T>(response: Response, status: number): Promise<T> => {
  if (response.status !== status) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
};

export interface Invited {
  readonly secret: string;
  readonly invitation: InvitationSummary;
}
/** Invites as `by`, by link unless said. */
export const invite = async (by: Browser, board: string, wish: Wish = {}): Promise<Invited> => {
  const json = { kind: 'link', role: 'contributor', label: 'Workshop', expiresInHours: 24, ...wish };
  const { url, invitation } = await read<NewInvitationResponse>(
    await by.ask(`/api/boards/${board}/invitations`, { json }),
    201,
  );
  return { secret: url === null ? '' : new URL(url).hash.slice(1), invitation };
};

export const look = (browser: Browser, secret: string): Promise<Response> =>
  browser.ask('/api/invitations/look', { json: { secret } });
export const redeem = (
  browser: Browser,
  secret: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Response> => browser.ask('/api/invitations/redeem', { json: { secret, ...more } });

/** Who comes by an invitation, with an account that is made by it or as a guest. */
export const come = async (
  server: TestServer,
  { secret }: Pick<Invited, 'secret'>,
  person: { readonly name: string; readonly function?: string; readonly email?: string },
): Promise<Member> => {
  const browser = openBrowser(server);
  const { email, ...said } = person;
  const account = email === undefined ? {} : { account: { email, password: PASSWORD } };
  await read(await redeem(browser, secret, { function: 'OPS', ...said, ...account }), 200);
  return memberOf(browser);
};

export const startWithBoard = async (surroundings: Surroundings = {}, env: Readonly<Record<string, string>> = {}) => {
  const server = await startTestServer({ ACCESS: 'accounts', ...env }, surroundings);
  const lena = await memberOf(await setUp(server));
  const { id: board } = await read<{ id: string }>(
    await lena.ask('/api/boards', { json: { title: 'Lot release', template: 't1' } }),
    201,
  );
  return { server, lena, board };
};

/** One person a role, all of operations; Lena is the administrator and facilitator. */
export const startWithRoles = async (surroundings: Surroundings = {}) => {
  const { server, lena, board } = await startWithBoard(surroundings);
  const joined = async (role: BoardRole): Promise<Member> =>
    come(server, await invite(lena, board, { role }), { name: `Ada ${role}`, email: `${role}@plant.example` });
  return {
    server,
    lena,
    board,
    facilitator: lena,
    contributor: await joined('contributor'),
    commenter: await joined('commenter'),
    viewer: await joined('viewer'),
  };
};

export const membersOf = async (browser: Browser, board: string): Promise<MembersResponse> =>
  read<MembersResponse>(await browser.ask(`/api/boards/${board}/members`), 200);

/** What a facilitator says of somebody. */
export const restate = async (
  by: Member,
  board: string,
  principal: string,
  change: Readonly<Record<string, unknown>>,
): Promise<Response> => {
  const { members } = await membersOf(by, board);
  const known = members.find((one) => one.principal === principal);
  const said = {
    principal,
    name: known?.name ?? 'Somebody',
    function: known?.function ?? 'OPS',
    role: known?.role ?? 'viewer',
    signer: known?.signer ?? false,
  };
  return by.say(board, 'member', { ...said, ...change });
};

export const accessEntries = async (browser: Browser, board: string) => {
  const { entries } = await read<{ entries: readonly { kind: string; actor: string; payload: unknown }[] }>(
    await browser.ask(`/api/boards/${board}/record`),
    200,
  );
  return entries.filter(({ kind }) => kind === 'access');
};
