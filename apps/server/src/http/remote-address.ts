/** Where a request's connection comes from. Headers that a proxy, or anybody, may have written are not believed. */
import type { Context } from 'hono';
import { bareHost, type Config, isLoopback } from '../config.ts';
import type { AppEnv } from './env.ts';

/** The other end of the connection; `unknown` when there is none any more. */
export const remoteAddress = (c: Context<AppEnv>): string =>
  (c.env.incoming?.socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');

const FORWARDING = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Whether a request was made on this machine: over loopback, by a loopback name, and by no proxy that says so. With a
 * public address set there is a proxy, whose connections all come from this machine.
 */
export const isFromThisMachine = (c: Context<AppEnv>, config: Pick<Config, 'publicOrigin'>): boolean => {
  const host = c.req.header('host') ?? '';
  return (
    config.publicOrigin === null &&
    isLoopback(remoteAddress(c)) &&
    URL.canParse(`http://${host}`) &&
    isLoopback(bareHost(new URL(`http://${host}`).hostname)) &&
    FORWARDING.every((name) => c.req.header(name) === undefined)
  );
};
