/**
 * The configuration, read once from the environment and validated. Nothing else reads `process.env`.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile as compileAddresses } from 'proxy-addr';
import { z } from 'zod';
import { type Result, done, refused } from './refusal.ts';

export interface Config {
  /** 0 lets the operating system choose. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Where the built board lies; absolute. */
  readonly boardDir: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** The address that people use when a proxy stands before the server, e.g. `https://chartroom.plant.example`. */
  readonly publicOrigin: string | null;
  /** Addresses and ranges of the proxies before the server: only they are believed who they pass a request on for. */
  readonly trustedProxies: readonly string[];
  /** Further host names under which the server may be addressed, lower case, without a port. */
  readonly allowedHosts: readonly string[];
  /**
   * `accounts`: people sign in, or come by invitation. `open`: for trying out on a closed network; whoever reaches the
   * server gives a name and takes part in every board.
   */
  readonly access: (typeof ACCESS_MODES)[number];
  /** The operator's mail server, `smtp://` or `smtps://`; null: no mail is sent. */
  readonly smtpUrl: string | null;
  /** Sender of every mail; null without a mail server. */
  readonly mailFrom: string | null;
  /** Single sign-on; null when it is not set up. */
  readonly oidc: OidcConfig | null;
  /** Minutes without anything done after which a session ends. */
  readonly sessionIdleMinutes: number;
  /** Hours after which a session ends whatever is done. */
  readonly sessionHours: number;
}

export interface OidcConfig {
  /** OpenID Connect issuer; its `/.well-known/openid-configuration` is read. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: `Sign in with <name>`. */
  readonly name: string;
}

export const ACCESS_MODES = ['accounts', 'open'] as const;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const DEFAULT_BOARD_DIR = fileURLToPath(new URL('../../board/build', import.meta.url));

const HOST_NAME =
  /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*|[0-9a-f]*:[0-9a-f:.]+)$/;
/** A host name or address as it is compared: lower case, without the brackets of an IPv6 address and the final dot. */
export const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

const isOrigin = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === value.replace(/\/$/, '').toLowerCase()
  );
};

/** Names and ranges that `proxy-addr` takes; a range of everybody is none. */
const areAddresses = (values: readonly string[]): boolean => {
  try {
    compileAddresses([...values]);
    return true;
  } catch {
    return false;
  }
};

const isUrl = (value: string, protocols: readonly string[]): boolean =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

const wholeNumber = (least: number, most: number, unset: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .default(unset);

const REMEDY = {
  PORT: 'Set PORT to a whole number from 0 to 65535 (4180 unless set; 0 takes any free port).',
  HOST: 'Set HOST to the name or address to listen on, for example 127.0.0.1 (this machine only) or 0.0.0.0 (everyone who can reach it).',
  DATA_DIR: 'Set DATA_DIR to the directory that keeps the boards (./data unless set).',
  BOARD_DIR: 'Set BOARD_DIR to the directory with the built board, or leave it unset.',
  LOG_LEVEL: `Set LOG_LEVEL to one of ${LOG_LEVELS.join(', ')}.`,
  PUBLIC_ORIGIN: 'Set PUBLIC_ORIGIN to scheme, host and port only, for example https://chartroom.plant.example.',
  ALLOWED_HOSTS:
    'Set ALLOWED_HOSTS to host names separated by commas, without scheme, port or path, for example chartroom.plant.example,10.1.2.3.',
  TRUSTED_PROXIES:
    'Set TRUSTED_PROXIES to the addresses of the proxies before the server, or ranges of them, separated by commas, for example 127.0.0.1,10.1.0.0/16. Each has to add the address that it got a request from to X-Forwarded-For.',
  ACCESS:
    'Set ACCESS to accounts (people sign in; so it is unless set) or open (whoever reaches the server takes part; for trying out).',
  SMTP_URL:
    'Set SMTP_URL to smtp://user:password@host:587 (by STARTTLS; without where ?tls=off ends it) or smtps://user:password@host:465, or leave it unset.',
  MAIL_FROM: 'Set MAIL_FROM to the sender of mails, for example "Chartroom <chartroom@plant.example>".',
  OIDC_ISSUER:
    'Set OIDC_ISSUER to the address of the OpenID Connect provider, without /.well-known, and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET with it.',
  OIDC_CLIENT_ID: 'Set OIDC_CLIENT_ID together with OIDC_ISSUER and OIDC_CLIENT_SECRET.',
  OIDC_CLIENT_SECRET: 'Set OIDC_CLIENT_SECRET together with OIDC_ISSUER and OIDC_CLIENT_ID.',
  OIDC_NAME: 'Set OIDC_NAME to what people call the provider, in at most 40 characters.',
  SESSION_IDLE_MINUTES: 'Set SESSION_IDLE_MINUTES to a whole number from 1 to 720 (15 unless set).',
  SESSION_HOURS: 'Set SESSION_HOURS to a whole number from 1 to 168 (12 unless set).',
} as const;

const Environment = z.object({
  PORT: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(4180),
  HOST: z
    .string()
    .trim()
    .transform(bareHost)
    .refine((host) => HOST_NAME.test(host))
    .default('127.0.0.1'),
  DATA_DIR: z
    .string()
    .trim()
    .min(1)
    .refine((path) => !path.includes('\0'))
    .default('./data'),
  BOARD_DIR: z
    .string()
    .trim()
    .min(1)
    .refine((path) => !path.includes('\0'))
    .default(DEFAULT_BOARD_DIR),
  LOG_LEVEL: z.string().trim().toLowerCase().pipe(z.enum(LOG_LEVELS)).default('info'),
  PUBLIC_ORIGIN: z
    .string()
    .trim()
    .refine(isOrigin)
    .transform((value) => new URL(value).origin)
    .optional(),
  ALLOWED_HOSTS: z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((host) => bareHost(host.trim()))
        .filter((host) => host !== ''),
    )
    .refine((hosts) => hosts.every((host) => HOST_NAME.test(host)))
    .default([]),
  TRUSTED_PROXIES: z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((address) => address.trim())
        .filter((address) => address !== ''),
    )
    .refine(areAddresses)
    .default([]),
  ACCESS: z.string().trim().toLowerCase().pipe(z.enum(ACCESS_MODES)).default('accounts'),
  SMTP_URL: z
    .string()
    .trim()
    .refine((value) => isUrl(value, ['smtp:', 'smtps:']))
    .optional(),
  MAIL_FROM: z
    .string()
    .trim()
    .refine((value) => /^[^\r\n]{0,200}@[^\r\n]{1,200}$/.test(value))
    .optional(),
  OIDC_ISSUER: z
    .string()
    .trim()
    .refine((value) => isUrl(value, ['http:', 'https:']))
    .transform((value) => value.replace(/\/$/, ''))
    .optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().trim().min(1).optional(),
  OIDC_NAME: z.string().trim().min(1).max(40).default('single sign-on'),
  SESSION_IDLE_MINUTES: wholeNumber(1, 720, 15),
  SESSION_HOURS: wholeNumber(1, 168, 12),
});

type Variable = keyof typeof REMEDY;
const VARIABLES = Object.keys(REMEDY) as readonly Variable[];

/** Reads the settings; an empty variable counts as unset. `cwd` is what relative paths start from. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>, cwd: string): Result<Config> => {
  const given = Object.fromEntries(
    VARIABLES.flatMap((name) => (env[name] === undefined || env[name].trim() === '' ? [] : [[name, env[name]]])),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0] as Variable));
    return refused(
      'bad-setting',
      [...wrong]
        .map((name) => `${name} is ${JSON.stringify(env[name])}, which cannot be used. ${REMEDY[name]}`)
        .join('\n'),
    );
  }
  const value = parsed.data;
  const together = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const lacking = together.filter((name) => value[name] === undefined);
  if (lacking.length > 0 && lacking.length < together.length)
    return refused('bad-setting', lacking.map((name) => `${name} is not set. ${REMEDY[name]}`).join('\n'));
  if (value.SMTP_URL !== undefined && value.MAIL_FROM === undefined)
    return refused('bad-setting', `MAIL_FROM is not set, but SMTP_URL is. ${REMEDY.MAIL_FROM}`);
  if (value.SMTP_URL !== undefined && value.PUBLIC_ORIGIN === undefined && isEverywhere(value.HOST))
    return refused(
      'bad-setting',
      `PUBLIC_ORIGIN is not set, but SMTP_URL is, and HOST is ${value.HOST}, which is nobody's address: links in mails would lead nowhere. ${REMEDY.PUBLIC_ORIGIN}`,
    );
  return done({
    port: value.PORT,
    host: value.HOST,
    dataDir: resolve(cwd, value.DATA_DIR),
    boardDir: resolve(cwd, value.BOARD_DIR),
    logLevel: value.LOG_LEVEL,
    publicOrigin: value.PUBLIC_ORIGIN ?? null,
    allowedHosts: value.ALLOWED_HOSTS,
    trustedProxies: value.TRUSTED_PROXIES,
    access: value.ACCESS,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? null,
    oidc:
      value.OIDC_ISSUER === undefined || value.OIDC_CLIENT_ID === undefined || value.OIDC_CLIENT_SECRET === undefined
        ? null
        : {
            issuer: value.OIDC_ISSUER,
            clientId: value.OIDC_CLIENT_ID,
            clientSecret: value.OIDC_CLIENT_SECRET,
            name: value.OIDC_NAME,
          },
    sessionIdleMinutes: value.SESSION_IDLE_MINUTES,
    sessionHours: value.SESSION_HOURS,
  });
};

/** Whether to listen on it is to listen on every address of the machine. */
export const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|::1)$/;
export const isLoopback = (host: string): boolean => LOOPBACK.test(bareHost(host));
