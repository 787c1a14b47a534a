import { Global, Module } from '@nestjs/common';
import { Files } from './files.js';
import { FilesRepository } from './files.repository.js';
import { SweepFilesJob } from './sweep-files.job.js';

@Global()
@Module({ providers: [Files, FilesRepository, SweepFilesJob], exports: [Files] })
export class FilesModule {}
