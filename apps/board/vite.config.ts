import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** The server's own policy adds `frame-ancestors`, which a document cannot set for itself. */
const policy = {
  'default-src': ['none'],
  'script-src': ['self'],
  'style-src': ['self'],
  'img-src': ['self', 'data:'],
  'font-src': ['self'],
  'connect-src': ['self'],
  'manifest-src': ['self'],
  'worker-src': ['self'],
  'base-uri': ['none'],
  'form-action': ['self'],
  'object-src': ['none'],
} satisfies NonNullable<NonNullable<Parameters<typeof sveltekit>[0]>['csp']>['directives'];

export default defineConfig({
  plugins: [
    announcerWithoutStyle(),
    sveltekit({
      adapter: adapter({ pages: 'build', fallback: 'index.html', precompress: true }),
      csp: { mode: 'hash', directives: policy },
      inlineStyleThreshold: 0,
    }),
  ],
  // An inlined font would be a `data:` source, which the policy does not allow.
  build: { target: 'es2023', assetsInlineLimit: 0 },
  // The sources of the workspace are TypeScript modules, compiled with the application.
  server: { proxy: { '/api': apiTarget(), '/sync': { target: apiTarget(), ws: true } } },
});

/**
 * SvelteKit's announcer of page titles carries a style attribute, which the policy forbids; the root layout hides
 * it instead. Fails the build when an upgrade changes the attribute, so that the policy never breaks unnoticed.
 */
function announcerWithoutStyle(): Plugin {
  return {
    name: 'chartroom:announcer',
    enforce: 'pre',
    transform: {
      filter: { id: /kit\/src\/runtime\/components\/root\.svelte$/ },
      handler(code) {
        const plain = code.replace(/(id="svelte-announcer"[^>]*?)\s+style="[^"]*"/, '$1');
        if (plain === code) this.error('The announcer of SvelteKit has changed: look at its style attribute again.');
        return { code: plain, map: null };
      },
    },
  };
}

/** Where `vite dev` finds a running server. */
function apiTarget(): string {
  return process.env['CHARTROOM_SERVER'] ?? 'http://127.0.0.1:4180';
}
