/** A real mail server on this machine, which keeps what it takes and refuses what a test says. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly from: string;
  /** By name in lower case, unfolded and decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
  /** As it came. */
  readonly raw: string;
  readonly isEncrypted: boolean;
}

export interface SmtpServer {
  readonly port: number;
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  close(): Promise<void>;
}

export interface SmtpOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  /** Why an address is refused; null takes it. */
  refuse?(address: string): { readonly code: number; readonly text: string } | null;
  readonly server?: SMTPServerOptions;
}

const unfolded = (head: string): readonly string[] => head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');

/** RFC 2047 words of UTF-8. */
const decodedWords = (value: string): string =>
  value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : fromQuotedPrintable(text.replaceAll('_', ' ')),
    );

const fromQuotedPrintable = (text: string): string => {
  const bytes: number[] = [];
  const joined = text.replaceAll(/=\r\n/g, '');
  for (let at = 0; at < joined.length; at += 1) {
    const hex = /^=([0-9A-F]{2})/i.exec(joined.slice(at, at + 3))?.[1];
    if (hex === undefined) bytes.push(...Buffer.from(joined[at]!));
    else {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    }
  }
  return Buffer.from(bytes).toString('utf8');
};

const parsePart = (raw: string): { readonly headers: ReadonlyMap<string, string>; readonly body: string } => {
  const end = raw.indexOf('\r\n\r\n');
  const headers = new Map(
    unfolded(raw.slice(0, end)).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), decodedWords(line.slice(colon + 1).trim())];
    }),
  );
  const body = raw.slice(end + 4);
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return { headers, body: Buffer.from(body, 'base64').toString('utf8') };
  return { headers, body: encoding === 'quoted-printable' ? fromQuotedPrintable(body) : body };
};

const parseMail = (raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html'> => {
  const { headers, body } = parsePart(raw);
  const boundary = /boundary="?([^";]+)/.exec(headers.get('content-type') ?? '')?.[1];
  const parts =
    boundary === undefined
      ? []
      : body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => parsePart(part.slice(2)));
  const of = (type: string): string =>
    parts
      .find((part) => part.headers.get('content-type')?.startsWith(type) === true)
      ?.body.replaceAll('\r\n', '\n')
      .trimEnd() ?? '';
  return { headers, text: of('text/plain'), html: of('text/html') };
};

export const startSmtp = async (options: SmtpOptions = {}): Promise<SmtpServer> => {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 100,
    ...options.server,
    onRcptTo: (address, _session, done) => {
      const refusal = options.refuse?.(address.address) ?? null;
      if (refusal === null) return done();
      done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom === false ? '' : mailFrom.address,
          raw,
          isEncrypted: session.secure,
          ...parseMail(raw),
        });
        done();
      });
    },
  });
  // A client that gives up on the way, as tests of certificates make it do.
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= new Promise((resolve) => server.close(() => resolve())));
  onTestFinished(close);
  return { port, url: `smtp://127.0.0.1:${port}`, mails, close };
};
