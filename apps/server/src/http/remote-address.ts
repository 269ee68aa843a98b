/**
 * Where a request comes from. What a header says of that is believed of the operator's own proxies alone, and of them
 * only as far back as to the first address that is none of theirs.
 */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { all as addressesOf, compile } from 'proxy-addr';
import { bareHost, type Config, isLoopback } from '../config.ts';

export interface RemoteAddresses {
  /** Address of the person's machine, as far as it is known; `unknown` when there is no connection any more. */
  of(request: IncomingMessage | undefined): string;
  /**
   * Whether a request was made on this machine: over loopback, by a loopback name, and by no proxy that says so. With a
   * public address set there is a proxy, whose connections all come from this machine.
   */
  isThisMachine(request: IncomingMessage | undefined): boolean;
}

const bare = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
/** Some proxies write the port along. */
const withoutPort = (address: string): string =>
  /^(\d+(?:\.\d+){3}):\d+$/.exec(address)?.[1] ?? /^\[(.*)\](?::\d+)?$/.exec(address)?.[1] ?? address;

const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-by',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

export const createRemoteAddresses = (config: Pick<Config, 'publicOrigin' | 'trustedProxies'>): RemoteAddresses => {
  const isProxy = compile([...config.trustedProxies]);
  const connectionOf = (request: IncomingMessage | undefined): string =>
    bare(request?.socket.remoteAddress ?? 'unknown');

  return {
    of: (request) => {
      if (request === undefined || request.socket.remoteAddress === undefined) return 'unknown';
      const chain = addressesOf(request, (address, hop) => isProxy(withoutPort(address), hop)).map((address) =>
        bare(withoutPort(address)),
      );
      // What is no address was not written by a proxy; the proxy that passed it on counts then.
      return chain.findLast((address) => isIP(address) !== 0) ?? connectionOf(request);
    },
    isThisMachine: (request) => {
      const host = request?.headers.host ?? '';
      const connection = connectionOf(request);
      return (
        config.publicOrigin === null &&
        isLoopback(connection) &&
        !isProxy(connection, 0) &&
        URL.canParse(`http://${host}`) &&
        isLoopback(bareHost(new URL(`http://${host}`).hostname)) &&
        FORWARDING.every((name) => request?.headers[name] === undefined)
      );
    },
  };
};

/** The groups of an IPv6 address that say which network it is of: a machine takes any of the 2^64 addresses in it. */
const GROUPS_OF_NETWORK = 4;

/** Under what an address is counted: an IPv4 address as it is, of an IPv6 address the network (/64). Pure. */
export const countedAs = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%', 1)[0]!.split('::');
  const groups = (part: string | undefined): readonly string[] =>
    part === undefined || part === '' ? [] : part.split(':');
  const [first, last] = [groups(head), groups(tail)];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const all = [...first, ...Array.from({ length: gap }, () => '0'), ...last];
  const network = all.slice(0, GROUPS_OF_NETWORK).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
};
