import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { doorSprite } from './scripts/door-sprite';

const api = process.env.API_LOOPBACK;

export default defineConfig({
  plugins: [sveltekit()],
  resolve: {
    alias: {
      '@inlang/paraglide-js/urlpattern-polyfill': fileURLToPath(new URL('src/lib/urlpattern.ts', import.meta.url)),
    },
  },
  // An inlined asset would be a data: address, which the content security policy refuses for fonts.
  build: { assetsInlineLimit: 0 },
  // Scripts of pages that carry no router (`?worker&url`); the door's is made of components.
  worker: {
    format: 'es',
    plugins: () => [doorSprite(), svelte({ configFile: false, compilerOptions: { css: 'external' } })],
  },
  server: { proxy: api ? { '/api': api } : {} },
});
