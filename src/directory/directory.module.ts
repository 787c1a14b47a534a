import { Module } from '@nestjs/common';
import { DirectoryRepository } from './directory.repository.js';
import { Directory } from './directory.service.js';
import { PublicDirectoryController } from './public-directory.controller.js';

@Module({
  controllers: [PublicDirectoryController],
  providers: [Directory, DirectoryRepository],
  exports: [Directory],
})
export class DirectoryModule {}
