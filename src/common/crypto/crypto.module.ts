import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/index.js';
import { Keys } from './keys.js';

@Global()
@Module({
  providers: [{ provide: Keys, inject: [CONFIG], useFactory: (config: Config) => new Keys(config.appKey) }],
  exports: [Keys],
})
export class CryptoModule {}
