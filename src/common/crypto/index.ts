export { decodeBase45, encodeBase45 } from './base45.js';
export { humanCode, normaliseCode } from './codes.js';
export { CryptoModule } from './crypto.module.js';
export { Keys, type LinkToken, sameSecret } from './keys.js';
