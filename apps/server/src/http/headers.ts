/** Response headers that keep a browser from doing more with a response than it is meant for. */
import { createHash } from 'node:crypto';

export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
};

/** For what is data and never a page. */
export const DATA_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const SOURCE = {
  script: /<script(?<attributes>[^>]*)>(?<text>[\s\S]*?)<\/script\s*>/gi,
  style: /<style(?<attributes>[^>]*)>(?<text>[\s\S]*?)<\/style\s*>/gi,
};

/** CSP hash sources of the inline scripts or styles of a page, as `'sha256-...'`. */
export const inlineHashes = (html: string, element: keyof typeof SOURCE): readonly string[] => [
  ...new Set(
    [...html.matchAll(SOURCE[element])]
      .filter((match) => !/\ssrc\s*=/i.test(match.groups?.['attributes'] ?? ''))
      .map(
        (match) =>
          `'sha256-${createHash('sha256')
            .update(match.groups?.['text'] ?? '')
            .digest('base64')}'`,
      ),
  ),
];

/**
 * For the board: scripts and styles from its own files and the inline ones that the build put into the page, nothing
 * else: no style attributes either, components set styles through the object model.
 */
export const boardCsp = (html: string): string =>
  [
    "default-src 'none'",
    ['script-src', "'self'", ...inlineHashes(html, 'script')].join(' '),
    ['style-src', "'self'", ...inlineHashes(html, 'style')].join(' '),
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
