/**
 * The configuration, read once from the environment and validated. Nothing else reads `process.env`.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  /** Further host names under which the server may be addressed, lower case, without a port. */
  readonly allowedHosts: readonly string[];
}

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

const REMEDY = {
  PORT: 'Set PORT to a whole number from 0 to 65535 (4180 unless set; 0 takes any free port).',
  HOST: 'Set HOST to the name or address to listen on, for example 127.0.0.1 (this machine only) or 0.0.0.0 (everyone who can reach it).',
  DATA_DIR: 'Set DATA_DIR to the directory that keeps the boards (./data unless set).',
  BOARD_DIR: 'Set BOARD_DIR to the directory with the built board, or leave it unset.',
  LOG_LEVEL: `Set LOG_LEVEL to one of ${LOG_LEVELS.join(', ')}.`,
  PUBLIC_ORIGIN: 'Set PUBLIC_ORIGIN to scheme, host and port only, for example https://chartroom.plant.example.',
  ALLOWED_HOSTS:
    'Set ALLOWED_HOSTS to host names separated by commas, without scheme, port or path, for example chartroom.plant.example,10.1.2.3.',
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
  return done({
    port: value.PORT,
    host: value.HOST,
    dataDir: resolve(cwd, value.DATA_DIR),
    boardDir: resolve(cwd, value.BOARD_DIR),
    logLevel: value.LOG_LEVEL,
    publicOrigin: value.PUBLIC_ORIGIN ?? null,
    allowedHosts: value.ALLOWED_HOSTS,
  });
};

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|::1)$/;
export const isLoopback = (host: string): boolean => LOOPBACK.test(bareHost(host));
