import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const api = process.env.API_LOOPBACK;

export default defineConfig({
  plugins: [sveltekit()],
  // An inlined asset would be a data: address, which the content security policy refuses for fonts.
  build: { assetsInlineLimit: 0 },
  server: { proxy: api ? { '/api': api } : {} },
});
