import { Global, Module } from '@nestjs/common';
import { Files } from './files.js';
import { SweepFilesJob } from './sweep-files.job.js';

@Global()
@Module({ providers: [Files, SweepFilesJob], exports: [Files] })
export class FilesModule {}
