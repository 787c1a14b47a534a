export { CONFIG, loadConfig, ConfigError, type Config } from './config.js';
export { ConfigModule } from './config.module.js';
