/** A real mail server on this machine, for a server under test to send to. Keeps what it takes. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { poll } from './poll.ts';

export interface Mailbox {
  /** What `startServer` gets as `env` to send mail. */
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** The first link into the server that a mail to this address holds, once one has come. */
  link(to: string, pattern: RegExp): Promise<string>;
  close(): Promise<void>;
}

/** Quoted-printable as far as links need it. */
const decoded = (raw: string): string => raw.replaceAll(/=\r\n/g, '').replaceAll('=3D', '=');

/** On a free port, or again on one that was used before. */
export const startMailbox = async (at = 0): Promise<Mailbox> => {
  const mails: { readonly to: readonly string[]; readonly text: string }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text: decoded(Buffer.concat(chunks).toString('utf8')) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => void smtp.listen(at, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  return {
    port,
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Chartroom <chartroom@plant.example>' },
    link: (to, pattern) =>
      poll(() => mails.flatMap((mail) => (mail.to.includes(to) ? (pattern.exec(mail.text)?.[0] ?? []) : [])).at(-1), {
        what: `a mail to ${to} with a link ${String(pattern)}`,
      }),
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
};
