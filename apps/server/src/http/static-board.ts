/**
 * The built board: read once at start into a list of what exists, so that no request can name a file outside it.
 * Files whose name carries their hash are cached for a year; the page itself is asked for again each time.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Context } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import { type Result, done, refused } from '../refusal.ts';
import { boardCsp } from './headers.ts';

type Encoding = 'br' | 'gzip' | 'identity';

interface Asset {
  readonly type: string;
  /** Of a page; null for everything else. */
  readonly csp: string | null;
  readonly etag: string;
  readonly cacheControl: string;
  readonly bodies: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>;
}

export interface StaticBoard {
  /** The response for a GET or HEAD request; null when the board has nothing under this path. */
  respond(c: Context): Response | null;
}

const PAGE = '/index.html';
const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';
const SUFFIX = { br: '.br', gzip: '.gz' } as const;

const read = (file: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(file));

const filesBelow = (dir: string): readonly string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((file) => statSync(file).isFile());

const assetOf = (file: string, path: string): Asset => {
  const identity = read(file);
  const bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> = { identity };
  for (const encoding of ['br', 'gzip'] as const) {
    if (existsSync(file + SUFFIX[encoding])) bodies[encoding] = read(file + SUFFIX[encoding]);
  }
  const mime = getMimeType(path) ?? 'application/octet-stream';
  return {
    type: mime,
    csp: path.endsWith('.html') ? boardCsp(Buffer.from(identity).toString('utf8')) : null,
    etag: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
    cacheControl: /\/immutable\//.test(path) ? IMMUTABLE : REVALIDATE,
    bodies,
  };
};

/** The encodings that a client takes, with `q=0` meaning no. */
const accepts = (header: string | undefined, encoding: Encoding): boolean =>
  (header ?? '').split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });

export const loadStaticBoard = (boardDir: string): Result<StaticBoard> => {
  const page = join(boardDir, 'index.html');
  if (!existsSync(page)) {
    return refused(
      'no-board-build',
      `The built board is missing: there is no index.html in ${boardDir}. Run npm start, which builds it, or point BOARD_DIR at a build.`,
    );
  }
  const assets = new Map<string, Asset>();
  for (const file of filesBelow(boardDir)) {
    const path = `/${relative(boardDir, file).split(sep).join('/')}`;
    if (!/\.(?:br|gz)$/.test(path)) assets.set(path, assetOf(file, path));
  }
  /** A build may have a page of its own for the addresses below a first step: `/b.html` for `/b/...`. */
  const pageFor = (path: string): Asset | undefined =>
    assets.get(`${/^\/[^/]*/.exec(path)?.[0] ?? ''}.html`) ?? assets.get(PAGE);

  const send = (c: Context, path: string, asset: Asset): Response => {
    const accepted = c.req.header('accept-encoding');
    const encoding =
      (['br', 'gzip'] as const).find((name) => asset.bodies[name] !== undefined && accepts(accepted, name)) ??
      'identity';
    const etag = `"${asset.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
    const headers: Record<string, string> = { 'cache-control': asset.cacheControl, etag, vary: 'accept-encoding' };
    if (asset.csp !== null) headers['content-security-policy'] = asset.csp;
    if (
      c.req
        .header('if-none-match')
        ?.split(',')
        .some((tag) => tag.trim().replace(/^W\//, '') === etag) === true
    )
      return c.body(null, 304, headers);
    const body = asset.bodies[encoding];
    if (body === undefined) throw new Error(`${path} has no body as ${encoding}.`);
    if (encoding !== 'identity') headers['content-encoding'] = encoding;
    const full = {
      ...headers,
      'content-type': asset.type,
      'content-length': String(body.byteLength),
    };
    return c.req.method === 'HEAD' ? c.body(null, 200, full) : c.body(body, 200, full);
  };

  return done({
    respond: (c) => {
      const path = c.req.path === '/' ? PAGE : c.req.path;
      const asset = assets.get(path);
      if (asset !== undefined) return send(c, path, asset);
      // The board's own routes have no file; a path that looks like a file and has none is missing.
      if (/^\/_app(?:\/|$)/.test(path) || /\.[^/]*$/.test(path)) return null;
      const fallback = pageFor(path);
      return fallback === undefined ? null : send(c, path, fallback);
    },
  });
};
