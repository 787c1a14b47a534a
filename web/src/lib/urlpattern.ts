/** What the localised addresses need; browsers before 2025 may lack it, and only they fetch it. */
if (!('URLPattern' in globalThis)) await import('urlpattern-polyfill');

export {};
