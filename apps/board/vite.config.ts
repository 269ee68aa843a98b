import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { announcerWithoutStyle } from './announcer.ts';
import { boardPage } from './delivery/board-page.ts';
import { fewFiles } from './delivery/few-files.ts';
import { stillIcons } from './delivery/still-icons.ts';
import { policy } from './policy.ts';

/** Where `vite dev` finds a running server. */
const server = process.env['CHARTROOM_SERVER'] ?? 'http://127.0.0.1:4180';
const folder = 'build';
const page = boardPage();

export default defineConfig({
  plugins: [
    announcerWithoutStyle(),
    stillIcons(),
    fewFiles(),
    page.plugin,
    sveltekit({
      adapter: page.after(adapter({ pages: folder, fallback: 'index.html' }), folder),
      csp: { mode: 'hash', directives: policy },
      inlineStyleThreshold: 0,
    }),
  ],
  // An inlined font would be a `data:` source, which the policy does not allow.
  build: { target: 'es2023', assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/sync': { target: server, ws: true } } },
});
