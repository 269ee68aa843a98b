/** Which addresses a text may link to: http, https, mailto, and paths of this board. Pure. */
import type { Destination } from './tree.ts';

/** Where the page came from, and the board that it shows. */
export interface Place {
  readonly origin: string;
  readonly board: string;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Null for an address that is not followed; it is then shown as what it is, a text. */
export function destinationOf(address: string, place: Place): Destination | null {
  const url = parse(address, place.origin);
  if (url === null) return null;
  if (url.protocol === 'mailto:') return { kind: 'mail', href: url.href };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  // A name before the host makes another host look like this one.
  if (url.username !== '' || url.password !== '') return null;
  const path = `/b/${encodeURIComponent(place.board)}`;
  if (url.origin === place.origin && (url.pathname === path || url.pathname.startsWith(`${path}/`)))
    return { kind: 'board', href: url.pathname + url.search + url.hash };
  // A path that is none of this board, or an address that borrows the page's own scheme.
  if (!SCHEME.test(address)) return null;
  return { kind: 'web', href: url.href, host: url.host };
}

function parse(address: string, origin: string): URL | null {
  try {
    return new URL(address, origin);
  } catch {
    return null;
  }
}

/** An address that somebody enters for a record: a document elsewhere. */
export function webAddress(address: string): string | null {
  if (!/^https?:/i.test(address.trim())) return null;
  const to = destinationOf(address.trim(), { origin: 'https://nowhere.invalid', board: '' });
  return to?.kind === 'web' ? to.href : null;
}
