/**
 * The pages that are shown before it is known who is there, and where somebody goes on after signing in. Pure.
 */

/** First part of the path of every page that needs nobody to be signed in. */
const ENTRANCES: ReadonlySet<string> = new Set(['sign-in', 'setup', 'reset', 'join', 'email']);

const firstPart = (path: string): string => path.split('/')[1] ?? '';

export const isEntrance = (path: string): boolean => ENTRANCES.has(firstPart(path));

/** An invitation waits for whoever signs in on the way to it. */
const goesOnTo = (path: string): boolean => !isEntrance(path) || firstPart(path) === 'join';

/** Addresses of this server that are no pages. */
const NO_PAGES: ReadonlySet<string> = new Set(['api', 'sync', 'healthz', 'readyz']);

/** Where to go on: what was asked for when it is a page of `origin` that needs somebody, else home. */
export function whereTo(asked: string | null, origin: string): string {
  if (asked === null || !asked.startsWith('/') || !URL.canParse(asked, origin)) return '/';
  const url = new URL(asked, origin);
  // A browser reads `//host` as another site; `/.//host` is written like that once its dots are resolved.
  if (url.pathname.startsWith('//')) return '/';
  if (url.origin !== origin || !goesOnTo(url.pathname) || NO_PAGES.has(firstPart(url.pathname))) return '/';
  return url.pathname + url.search + url.hash;
}

/** The sign-in page that leads back to where `url` is. */
export function signInFrom(url: Pick<URL, 'pathname' | 'search' | 'hash' | 'origin'>): string {
  // The secret of an invitation stays with the tab; a query would be sent to the server.
  const hash = firstPart(url.pathname) === 'join' ? '' : url.hash;
  const to = whereTo(url.pathname + url.search + hash, url.origin);
  return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
}
