import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Day, Text, Time } from '../../database/columns.js';
import { StoredFile } from '../../files/stored-file.entity.js';
import { Registration } from '../registration.entity.js';

/** The letter of assignment (surat tugas) with which an office sends a person; another one takes its place. */
@Entity('letter')
@Index('letter_file', ['sha256'])
export class Letter {
  @PrimaryColumn({ name: 'registration_id', type: 'varchar', length: 36 }) registrationId!: string;
  @ManyToOne(() => Registration, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'fk_letter_registration' })
  registration?: Relation<Registration>;
  @Text('number', 100) number!: string;
  @Day('dated_on') datedOn!: string;
  @Text('sha256', 64) sha256!: string;
  @ManyToOne(() => StoredFile, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'sha256', referencedColumnName: 'sha256', foreignKeyConstraintName: 'fk_letter_file' })
  file?: Relation<StoredFile>;
  @Text('file_name', 200) fileName!: string;
  @Text('media_type', 100) mediaType!: string;
  @Time('uploaded_at') uploadedAt!: Date;
}
