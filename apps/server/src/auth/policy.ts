/**
 * Which Host and which Origin a request may carry: a defence against DNS rebinding and against foreign pages that
 * send requests with the visitor's cookie. Pure.
 */
import { hostname } from 'node:os';
import { isIP } from 'node:net';
import { type Config, bareHost, isEverywhere, isLoopback } from '../config.ts';

export interface RequestPolicy {
  hostAllowed(host: string | undefined): boolean;
  /**
   * `host` is the request's own Host header, already found allowed. An absent Origin is a program's; whether that is
   * enough is for the caller to say.
   */
  originAllowed(origin: string | undefined, host: string): boolean;
}

/** Host header -> name and port; null for what is no host. */
const parseHost = (host: string): { readonly name: string; readonly authority: string } | null => {
  if (/[^\w.:[\]-]/.test(host) || !URL.canParse(`http://${host}`)) return null;
  const url = new URL(`http://${host}`);
  return url.pathname === '/' && url.username === '' ? { name: bareHost(url.hostname), authority: url.host } : null;
};

export const createPolicy = (config: Pick<Config, 'host' | 'publicOrigin' | 'allowedHosts'>): RequestPolicy => {
  const names = new Set([...config.allowedHosts, bareHost(config.host), bareHost(hostname())]);
  if (config.publicOrigin !== null) names.add(bareHost(new URL(config.publicOrigin).hostname));
  const listensEverywhere = isEverywhere(bareHost(config.host));

  return {
    hostAllowed: (host) => {
      const parsed = host === undefined ? null : parseHost(host);
      if (parsed === null) return false;
      if (isLoopback(parsed.name) || names.has(parsed.name)) return true;
      // Rebinding needs a name that the attacker controls; a literal address is not one.
      return listensEverywhere && isIP(parsed.name) !== 0;
    },
    originAllowed: (origin, host) => {
      if (origin === undefined) return true;
      if (config.publicOrigin !== null && origin === config.publicOrigin) return true;
      const own = parseHost(host);
      if (own === null || !URL.canParse(origin)) return false;
      const { protocol, host: authority, origin: canonical } = new URL(origin);
      return (protocol === 'http:' || protocol === 'https:') && canonical === origin && authority === own.authority;
    },
  };
};
