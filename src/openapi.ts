import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { Clock } from './common/index.js';
import { loadConfig } from './config/index.js';
import { declaredRoutes, permissionsPage } from './identity/index.js';

// Writes openapi.json and docs/permissions.md without a server and without a database.
const config = loadConfig({ ORIGIN: 'http://127.0.0.1:3000', APP_KEY: 'only-for-writing-openapi.json-0123456789' });
const app = await NestFactory.create<NestFastifyApplication>(
  AppModule.with(config, new Clock()),
  new FastifyAdapter(),
  {
    preview: true,
    logger: false,
    abortOnError: false,
  },
);
app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready'] });
// By a computed path: the compiler's plug-in writes the file after the type check of a fresh clone.
const metadata = (await import(new URL('./metadata.js', import.meta.url).href)) as {
  default: () => Promise<Record<string, unknown>>;
};
await SwaggerModule.loadPluginMetadata(metadata.default);
const document = SwaggerModule.createDocument(
  app,
  new DocumentBuilder().setTitle('Bintek').setDescription('The HTTP API of Bintek').setVersion('1').build(),
);
writeFileSync(process.argv[2] ?? 'openapi.json', `${JSON.stringify(document, null, 2)}\n`);
writeFileSync(process.argv[3] ?? 'docs/permissions.md', permissionsPage(declaredRoutes(app.get(ModulesContainer))));
process.exit(0);
