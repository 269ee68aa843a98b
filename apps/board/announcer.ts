/**
 * SvelteKit's announcer of page titles carries a style attribute, which the policy forbids; the root layout hides the
 * announcer instead. Fails the build when an upgrade changes the attribute, so that the policy never breaks unnoticed.
 */
import type { Plugin } from 'vite';

export const announcerWithoutStyle = (): Plugin => ({
  name: 'chartroom:announcer',
  enforce: 'pre',
  transform: {
    filter: { id: /kit\/src\/runtime\/components\/root\.svelte$/ },
    handler(code) {
      const plain = withoutStyle(code);
      if (plain === null) this.error('The announcer of SvelteKit has changed: look at its style attribute again.');
      return { code: plain, map: null };
    },
  },
});

/** The component without the announcer's style attribute; null when there is none to take away. */
export function withoutStyle(code: string): string | null {
  const plain = code.replace(/(id="svelte-announcer"[^>]*?)\s+style="[^"]*"/, '$1');
  return plain === code ? null : plain;
}
