/** Invitations: made, listed and taken back by whoever may invite; looked at and redeemed by whoever has the secret. */
import { BOARD_ROLES } from '@chartroom/record';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { invitationMail } from '../../access/invitation-mail.ts';
import { emailHint, type InvitationRefusal, type InvitationWish } from '../../access/invitations.ts';
import type {
  InvitationLookResponse,
  InvitationResponse,
  InvitationsResponse,
  NewInvitationResponse,
  RedeemResponse,
} from '../../api/access.ts';
import { GUEST_LIFE } from '../../auth/cookie.ts';
import { openBoard, requireActor } from '../board-access.ts';
import { readBody } from '../body.ts';
import type { AppEnv, AppParts } from '../env.ts';
import { emailAddress, newPassword, personName, plantFunction, remarkLine } from '../person.ts';
import { ProblemError } from '../problem.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import { countedAs } from '../remote-address.ts';

const HOUR_MS = 3_600_000;
const MOST_HOURS = 366 * 24;
const MOST_USES = 1000;
/** Mails and links of one person, and looks at and uses of secrets from one address. */
const MADE = { burst: 30, perSecond: 0.2 };
const TRIED = { burst: 60, perSecond: 1 };

const wholeUpTo = (most: number) => {
  const error = `Give a whole number from 1 to ${most}.`;
  return z.int({ error }).min(1, { error }).max(most, { error });
};
export const InviteBody = z
  .object(
    {
      kind: z.enum(['link', 'mail', 'read'], { error: 'Give link, mail or read.' }),
      role: z.enum(BOARD_ROLES, { error: `Give one of ${BOARD_ROLES.join(', ')}.` }).default('viewer'),
      function: plantFunction.nullable().default(null),
      label: remarkLine('the label').default(''),
      email: emailAddress.optional(),
      guests: z.boolean({ error: 'Give true or false.' }).default(false),
      expiresInHours: wholeUpTo(MOST_HOURS),
      maxUses: wholeUpTo(MOST_USES).nullable().default(null),
    },
    { error: 'Send a JSON object with "kind", "role" and "expiresInHours".' },
  )
  .refine(({ kind, email }) => kind !== 'mail' || email !== undefined, {
    path: ['email'],
    error: 'Give the address that the invitation goes to.',
  })
  .refine(({ kind, role, guests }) => kind !== 'link' || role !== 'facilitator' || !guests, {
    path: ['guests'],
    error: 'A guest cannot be facilitator. Invite facilitators with an account.',
  });

const secret = z
  .string({ error: 'Give what follows # in the link.' })
  .max(200, { error: 'This is no secret of a link.' });
export const LookBody = z.object({ secret }, { error: 'Send a JSON object with "secret".' });
export const RedeemBody = z.object(
  {
    secret,
    name: personName.optional(),
    function: plantFunction.optional(),
    account: z
      .object({ email: emailAddress, password: newPassword }, { error: 'Give "email" and "password".' })
      .optional(),
  },
  { error: 'Send a JSON object with "secret".' },
);

const wishOf = (
  body: z.output<typeof InviteBody>,
  { access }: Pick<AppParts['config'], 'access'>,
  nowMs: number,
): InvitationWish => {
  const common = { kind: body.kind, label: body.label, expiresAtMs: nowMs + body.expiresInHours * HOUR_MS };
  switch (body.kind) {
    case 'link':
      return {
        ...common,
        role: body.role,
        function: body.function,
        email: null,
        // Where anybody may take part nobody needs an account, but for what no guest can be.
        guests: body.guests || (access === 'open' && body.role !== 'facilitator'),
        maxUses: body.maxUses,
      };
    case 'mail':
      return {
        ...common,
        role: body.role,
        function: body.function,
        email: body.email ?? null,
        guests: false,
        maxUses: 1,
      };
    case 'read':
      return { ...common, role: 'viewer', function: 'OTHER', email: null, guests: true, maxUses: null };
  }
};

const ASK = 'Ask whoever sent it to you for a new one.';
const problemOf = (refusal: InvitationRefusal): ProblemError => {
  switch (refusal) {
    case 'unknown':
      return new ProblemError('unknown-invitation', `There is no such invitation. Copy the whole link. ${ASK}`);
    case 'expired':
      return new ProblemError('invitation-expired', `The time of this invitation is over. ${ASK}`);
    case 'revoked':
      return new ProblemError('invitation-revoked', `This invitation was taken back. ${ASK}`);
    case 'used-up':
      return new ProblemError(
        'invitation-used-up',
        `As many people as it was for have come by this invitation. ${ASK}`,
      );
    case 'put-out':
      return new ProblemError(
        'forbidden',
        'The board was closed to you after this invitation was made. Ask its facilitator for a new one.',
      );
    case 'program':
      return new ProblemError('forbidden', 'A program does not come by invitation. It takes part with its owner.');
    case 'account-needed':
      return new ProblemError('account-needed', 'This invitation is for people with an account. Sign in, or make one.');
    case 'other-address':
      return new ProblemError(
        'account-needed',
        'This invitation was sent to another address. Come with the account of that address.',
      );
    case 'name-needed':
      return new ProblemError('invalid-body', 'Say who is coming. Give your name.', {
        errors: { '/name': 'Give your name.' },
      });
    case 'function-needed':
      return new ProblemError('invalid-body', 'Say for which function you come.', {
        errors: { '/function': 'Give one of OPS, QUA, IT, OTHER.' },
      });
    case 'email-taken':
      return new ProblemError('conflict', 'There is an account with this address already. Sign in with it.', {
        errors: { '/account/email': 'There is an account with this address already.' },
      });
  }
};

const within = (limit: RateLimit, who: string, nowMs: number): void => {
  const waitS = limit.take(who, nowMs);
  if (waitS !== null)
    throw new ProblemError('too-many-requests', `That was too much at once. Try again in ${waitS} s.`, {
      headers: { 'retry-after': String(waitS) },
    });
};

export const invitationRoutes = (parts: AppParts): Hono<AppEnv> => {
  const made = createRateLimit(MADE.burst, MADE.perSecond);
  const tried = createRateLimit(TRIED.burst, TRIED.perSecond);
  const originOf = (c: Context<AppEnv>): string => parts.accounts.originOf(c.req.header('host'));

  return new Hono<AppEnv>()
    .get('/boards/:id/invitations', async (c) => {
      const { row } = await openBoard(parts, c, 'invite');
      return c.json({ invitations: await parts.inviting.list(row.id) } satisfies InvitationsResponse);
    })
    .post('/boards/:id/invitations', async (c) => {
      const actor = requireActor(c);
      const { row } = await openBoard(parts, c, 'invite');
      const wish = wishOf(await readBody(c, InviteBody), parts.config, parts.nowMs());
      if (actor.kind === 'token' && wish.role === 'facilitator')
        throw new ProblemError('forbidden', 'A program invites no facilitator. Do it yourself.');
      if (wish.kind === 'mail' && !parts.mailer.enabled)
        throw new ProblemError('no-mail', 'This server sends no mail. Make a link and send it yourself.');
      within(made, actor.id, parts.nowMs());
      const { secret: told, invitation } = await parts.inviting.invite(row.id, actor, wish);
      const urlAt = (origin: string): string => `${origin}/join#${told}`;
      if (wish.email === null)
        return c.json({ invitation, url: urlAt(originOf(c)) } satisfies NewInvitationResponse, 201);
      try {
        await parts.mailer.enqueue(invitationMail(wish.email, invitation, row, urlAt(parts.mailOrigin())));
      } catch (error) {
        await parts.inviting.revoke(row.id, invitation.id, actor);
        throw error;
      }
      return c.json({ invitation, url: null } satisfies NewInvitationResponse, 201);
    })
    .delete('/boards/:id/invitations/:invitation', async (c) => {
      const actor = requireActor(c);
      const { row } = await openBoard(parts, c, 'invite');
      const invitation = await parts.inviting.revoke(row.id, c.req.param('invitation'), actor);
      if (invitation === null)
        throw new ProblemError('unknown-invitation', 'The board has no such invitation. Look at the list again.');
      return c.json({ invitation } satisfies InvitationResponse);
    })
    .post('/invitations/look', async (c) => {
      within(tried, countedAs(parts.remote.of(c.env.incoming)), parts.nowMs());
      const { secret: given } = await readBody(c, LookBody);
      const looked = await parts.inviting.look(given, c.get('actor'));
      if (!looked.ok) throw problemOf(looked.refusal);
      const { invitation, board, needs } = looked;
      return c.json({
        board: { id: board.id, title: board.title, productScope: board.productScope },
        role: invitation.role,
        function: invitation.function,
        label: invitation.label,
        invitedBy: invitation.inviter,
        guests: invitation.guests,
        expiresAt: new Date(invitation.expiresAtMs).toISOString(),
        kind: invitation.kind,
        needs,
        emailHint: invitation.email === null ? null : emailHint(invitation.email),
      } satisfies InvitationLookResponse);
    })
    .post('/invitations/redeem', async (c) => {
      const address = parts.remote.of(c.env.incoming);
      within(tried, countedAs(address), parts.nowMs());
      const { secret: given, name = null, function: fn = null, account = null } = await readBody(c, RedeemBody);
      const redeemed = await parts.inviting.redeem(given, { actor: c.get('actor'), name, function: fn, account });
      if (!redeemed.ok) throw problemOf(redeemed.refusal);
      const { board, principal, made: came } = redeemed;
      parts.log.info({ board, principal: principal.id, made: came }, 'invitation redeemed');
      if (came === 'guest')
        c.header('set-cookie', await parts.cookie.issue(principal.id, parts.nowMs(), GUEST_LIFE), { append: true });
      if (came === 'account' && account !== null) {
        if (c.get('actor')?.kind === 'visitor') c.header('set-cookie', parts.cookie.clear(), { append: true });
        const [userAgent, cookie] = [c.req.header('user-agent') ?? '', c.req.header('cookie')];
        const from = { origin: originOf(c), address, userAgent, cookie };
        const cookies = (await parts.accounts.signIn(from, account.email, account.password)) ?? [];
        for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
      }
      return c.json({ board } satisfies RedeemResponse);
    });
};
