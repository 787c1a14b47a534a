import { IsIn } from 'class-validator';
import { TemplateQuery } from '../../imports/index.js';

export const directoryImportKinds = ['employees', 'units'] as const;

export class DirectoryImportQuery {
  @IsIn(directoryImportKinds)
  kind!: (typeof directoryImportKinds)[number];
}

export class DirectoryTemplateQuery extends TemplateQuery {
  @IsIn(directoryImportKinds)
  kind!: (typeof directoryImportKinds)[number];
}
