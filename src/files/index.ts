import { StoredFile } from './stored-file.entity.js';

export { Files, type StoredFileRef } from './files.js';
export { FilesModule } from './files.module.js';
export type { StoredFile } from './stored-file.entity.js';

export const filesEntities = [StoredFile];
