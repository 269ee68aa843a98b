/**
 * People with accounts as a program sees them, in a server started with `env: ACCOUNTS`: the first administrator, people
 * who come by invitation, signing in. The cookie is what a browser would hold; `enter` of the browser tests takes it.
 */
import type { PlantFunction } from '@chartroom/server/api';
import type { TestServer } from './server.ts';
import { takingPart, type Visitor } from './visitor.ts';

/** What `startServer` gets as `env` where people sign in. */
export const ACCOUNTS = { ACCESS: 'accounts' } as const;

export interface NewPerson {
  readonly name: string;
  readonly function: PlantFunction;
  readonly email: string;
  readonly password: string;
}

/** A visitor who has an account: also takes part in boards, by `createBoard` and `open`. */
export interface Account extends Visitor {
  readonly email: string;
  readonly password: string;
}

export const ADMINISTRATOR: NewPerson = {
  name: 'Lena Wirth',
  function: 'OPS',
  email: 'lena.wirth@plant.example',
  password: 'first light over the mill',
};

/** Makes the first administrator of a fresh server, as the set-up page does, and is signed in as them. */
export const setUp = async (
  server: Pick<TestServer, 'url'>,
  person: NewPerson = ADMINISTRATOR,
  workspace = 'Mill 4',
): Promise<Account> => {
  const answer = await post(server, '/api/setup', { ...person, workspace });
  return account(server, person, answer);
};

/** A new session of somebody who has an account and no second step. */
export const signIn = async (server: Pick<TestServer, 'url'>, person: NewPerson): Promise<Account> => {
  const answer = await post(server, '/api/auth/sign-in/email', { email: person.email, password: person.password });
  return account(server, person, answer);
};

export interface NewInvitation {
  readonly kind?: 'link' | 'mail' | 'read';
  readonly role?: 'facilitator' | 'contributor' | 'commenter' | 'viewer';
  readonly function?: PlantFunction | null;
  readonly label?: string;
  readonly email?: string;
  readonly guests?: boolean;
  readonly expiresInHours?: number;
  readonly maxUses?: number | null;
}

/** An invitation to a board; the URL that its link is, `<origin>/join#<secret>`. */
export const invite = async (
  server: Pick<TestServer, 'url'>,
  cookie: string,
  board: string,
  invitation: NewInvitation = {},
): Promise<string> => {
  const answer = await post(
    server,
    `/api/boards/${board}/invitations`,
    {
      kind: 'link',
      role: 'contributor',
      function: null,
      label: 'Invitation of a test',
      guests: false,
      expiresInHours: 24,
      maxUses: null,
      ...invitation,
    },
    cookie,
  );
  const { url } = (await answer.json()) as { readonly url: string | null };
  if (url === null) throw new Error('The invitation goes by mail and has no URL to hand out');
  return url;
};

/** Comes by an invitation and gets an account with it. */
export const join = async (server: Pick<TestServer, 'url'>, url: string, person: NewPerson): Promise<Account> => {
  const answer = await post(server, '/api/invitations/redeem', {
    secret: new URL(url).hash.slice(1),
    name: person.name,
    function: person.function,
    account: { email: person.email, password: person.password },
  });
  return account(server, person, answer);
};

/** Comes by an invitation that admits guests, without an account. */
export const joinAsGuest = async (
  server: Pick<TestServer, 'url'>,
  url: string,
  guest: Pick<NewPerson, 'name' | 'function'>,
): Promise<Visitor> => {
  const answer = await post(server, '/api/invitations/redeem', {
    secret: new URL(url).hash.slice(1),
    name: guest.name,
    function: guest.function,
  });
  return known(server, guest.name, cookieOf(answer));
};

/** Whoever the server takes this cookie for. */
const known = async (server: Pick<TestServer, 'url'>, name: string, cookie: string): Promise<Visitor> => {
  const answer = await fetch(`${server.url}/api/session`, { headers: { cookie } });
  const { principal } = (await answer.json()) as { readonly principal: { readonly id: string } | null };
  if (principal === null) throw new Error(`The server does not know ${name} by the cookie that it gave`);
  return takingPart(server, { name, principalId: principal.id, cookie });
};

const account = async (server: Pick<TestServer, 'url'>, person: NewPerson, answer: Response): Promise<Account> => ({
  ...(await known(server, person.name, cookieOf(answer))),
  email: person.email,
  password: person.password,
});

const post = async (
  server: Pick<TestServer, 'url'>,
  path: string,
  body: unknown,
  cookie?: string,
): Promise<Response> => {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: server.url,
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
};

/** The cookies that an answer sets, as a Cookie header; those that it takes away are left out. */
const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .filter((line) => !/;\s*max-age=0\b/iu.test(line))
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
