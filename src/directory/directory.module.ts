import { Module } from '@nestjs/common';
import { DirectoryImportsController } from './directory-imports.controller.js';
import { DirectoryRepository } from './directory.repository.js';
import { Directory } from './directory.service.js';
import { EmployeeImport } from './employee-import.js';
import { EmployeeEdits } from './employee-edits.service.js';
import { EmployeeWriter } from './employee-writer.js';
import { EmployeesController } from './employees.controller.js';
import { EmployeesRepository } from './employees.repository.js';
import { Employees } from './employees.service.js';
import { PublicDirectoryController } from './public-directory.controller.js';
import { UnitImport } from './unit-import.js';
import { UnitsController } from './units.controller.js';
import { Units } from './units.service.js';

@Module({
  controllers: [PublicDirectoryController, EmployeesController, UnitsController, DirectoryImportsController],
  providers: [
    Directory,
    DirectoryRepository,
    EmployeeEdits,
    EmployeeImport,
    Employees,
    EmployeesRepository,
    EmployeeWriter,
    UnitImport,
    Units,
  ],
  exports: [Directory],
})
export class DirectoryModule {}
