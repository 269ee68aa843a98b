/**
 * Hands one mail at a time to the operator's mail server, and says what became of it. Encrypted but on this machine;
 * waits for nothing without a limit. Knows no queue.
 */
import { createTransport as createNodemailer } from 'nodemailer';
import { isLoopback } from '../config.ts';
import { oneLine } from './html.ts';
import type { Mail } from './mailer.ts';

/**
 * `taken`: the mail server has it. `refused`: it never takes this mail, such as to an address that it does not know.
 * `later`: not now. `unreachable`: it takes no mail at all just now, whichever it is.
 */
export type Handing =
  { readonly kind: 'taken' } | { readonly kind: 'refused' | 'later' | 'unreachable'; readonly error: string };

export interface MailTransport {
  /** Where mails go, without user and password. */
  readonly server: string;
  /** `id` is the same when it is handed over again, so that a mail that comes twice can be known. Never rejects. */
  hand(mail: Mail & { readonly id: string; readonly createdAtMs: number }): Promise<Handing>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
/** One address, as it goes into an envelope: nothing that could become a second one, or a header. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\\p{Cc}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}]{1,255}$/u;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;

export const isMailAddress = (address: string): boolean => ADDRESS.test(address);

interface Smtp {
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  /** How the connection is secured where it does not begin encrypted. */
  readonly startTls: 'required' | 'never';
}

/** `?tls=off` says that the way to the mail server is safe without. */
export const smtpOf = (smtpUrl: string): Smtp => {
  const url = new URL(smtpUrl);
  const isEncrypted = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: url.port === '' ? (isEncrypted ? 465 : 587) : Number(url.port),
    isEncrypted,
    auth:
      url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    startTls: isLoopback(host) || url.searchParams.get('tls') === 'off' ? 'never' : 'required',
  };
};

interface MailError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
  readonly message?: unknown;
}

/** What a failure says of this mail, and what of the mail server. */
const failureOf = (thrown: unknown): Handing => {
  const { code, command, response, responseCode, message } = thrown as MailError;
  const error = oneLine(String(response ?? message ?? thrown)).slice(0, 500);
  const isAboutMail = (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE';
  if (!isAboutMail || responseCode === 421) return { kind: 'unreachable', error };
  return { kind: Number(responseCode) >= 500 ? 'refused' : 'later', error };
};

export const createMailTransport = (smtpUrl: string, from: string): MailTransport => {
  const { host, port, isEncrypted, auth, startTls } = smtpOf(smtpUrl);
  const sender = createNodemailer({
    host,
    port,
    secure: isEncrypted,
    ...(auth === null ? {} : { auth }),
    requireTLS: !isEncrypted && startTls === 'required',
    ignoreTLS: !isEncrypted && startTls === 'never',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    // A mail is text: nothing is read from a file or fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    server: `${isEncrypted ? 'smtps' : 'smtp'}://${host}:${port}`,
    hand: async ({ id, to, subject, text, html, headers = {}, createdAtMs }) => {
      if (!isMailAddress(to)) return { kind: 'refused', error: 'This is not one mail address.' };
      try {
        await sender.sendMail({
          from: oneLine(from),
          to: { name: '', address: to },
          subject: oneLine(subject),
          text,
          html,
          date: new Date(createdAtMs),
          messageId: `<${id}@${domain}>`,
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...Object.fromEntries(
              Object.entries(headers)
                .filter(([name]) => HEADER_NAME.test(name))
                .map(([name, value]) => [name, { prepared: true, value: oneLine(value) }]),
            ),
          },
        });
        return { kind: 'taken' };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => sender.close(),
  };
};
