import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

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
    sveltekit({
      adapter: adapter({ pages: 'build', fallback: 'index.html', precompress: true }),
      csp: { mode: 'hash', directives: policy },
      inlineStyleThreshold: 0,
    }),
  ],
  build: { target: 'es2023' },
  // The sources of the workspace are TypeScript modules, compiled with the application.
  server: { proxy: { '/api': apiTarget(), '/sync': { target: apiTarget(), ws: true } } },
});

/** Where `vite dev` finds a running server. */
function apiTarget(): string {
  return process.env['CHARTROOM_SERVER'] ?? 'http://127.0.0.1:4180';
}
