export { humanCode } from './codes.js';
export { CryptoModule } from './crypto.module.js';
export { Keys, type LinkToken, sameSecret } from './keys.js';
