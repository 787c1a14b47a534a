import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Int, Ref, Text, Time } from '../database/columns.js';
import { StoredFile } from '../files/stored-file.entity.js';
import { Certificate } from './certificate.entity.js';
import type { VersionState } from './certificate-status.js';

/** One drawn file. Its bytes never change; a correction is a further version under the same number. */
@Entity('certificate_version')
@Index('certificate_version_number', ['certificateId', 'version'], { unique: true })
@Index('certificate_version_file', ['sha256'])
export class CertificateVersion {
  @Id() id!: string;
  @Ref('certificate_id') certificateId!: string;
  @ManyToOne(() => Certificate, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'certificate_id', foreignKeyConstraintName: 'fk_certificate_version_certificate' })
  certificate?: Relation<Certificate>;
  @Int('version') version!: number;
  @Text('sha256', 64) sha256!: string;
  @ManyToOne(() => StoredFile, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({
    name: 'sha256',
    referencedColumnName: 'sha256',
    foreignKeyConstraintName: 'fk_certificate_version_file',
  })
  file?: Relation<StoredFile>;
  @Text('state', 16) state!: VersionState;
  @Time('drawn_at') drawnAt!: Date;
}
