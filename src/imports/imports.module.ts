import { Global, Module } from '@nestjs/common';
import { ImportHandlers } from './import-handlers.js';
import { ImportTemplates } from './import-templates.js';
import { ImportViews } from './import-views.service.js';
import { ImportsRepository } from './imports.repository.js';
import { Imports } from './imports.service.js';
import { RunImportJob } from './run-import.job.js';
import { SweepImportsJob } from './sweep-imports.job.js';

@Global()
@Module({
  providers: [ImportHandlers, Imports, ImportsRepository, ImportTemplates, ImportViews, RunImportJob, SweepImportsJob],
  exports: [ImportHandlers, Imports, ImportTemplates, ImportViews],
})
export class ImportsModule {}
