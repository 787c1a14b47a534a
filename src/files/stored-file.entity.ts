import { Entity, PrimaryColumn } from 'typeorm';
import { Int, Text, Time } from '../database/columns.js';

/** Bytes that a row of some capability names; each such reference is a foreign key with RESTRICT. */
@Entity('stored_file')
export class StoredFile {
  @PrimaryColumn({ name: 'sha256', type: 'varchar', length: 64 }) sha256!: string;
  @Int('size') size!: number;
  @Text('media_type', 100) mediaType!: string;
  @Time('created_at') createdAt!: Date;
}
