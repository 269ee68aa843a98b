/** The browser and the system of a User-Agent header, as people call them. A hint for telling sessions apart; proves nothing. Pure. */

/** In this order: most name others that they are like. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//u, 'Edge'],
  [/\bOPR\//u, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//u, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS)\//u, 'Chrome'],
  [/\bSafari\//u, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/u, 'Android'],
  [/\biPad\b/u, 'iPad'],
  [/\biPhone\b/u, 'iPhone'],
  [/\bWindows\b/u, 'Windows'],
  [/\bMac OS X\b/u, 'macOS'],
  [/\bCrOS\b/u, 'ChromeOS'],
  [/\bLinux\b/u, 'Linux'],
];

const first = (table: readonly (readonly [RegExp, string])[], text: string): string | null =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Null for what is no browser that this knows. */
export function browserOf(
  userAgent: string | null | undefined,
): { readonly browser: string; readonly system: string } | null {
  const text = userAgent ?? '';
  // `HeadlessChrome/` is Chrome without a screen.
  const browser = first(BROWSERS, text.replace('HeadlessChrome', 'Chrome'));
  const system = first(SYSTEMS, text);
  return browser === null || system === null ? null : { browser, system };
}
