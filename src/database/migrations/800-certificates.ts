import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

const restrict = { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' } as const;

export class Certificates1700000000800 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'number_series',
        columns: [c.id(), c.text('unit_code', 60), c.int('year'), c.int('next_serial')],
        indices: [{ name: 'number_series_unit_year', columns: ['unit_code', 'year'], unique: true }],
      },
      {
        name: 'certificate',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.text('subject_key', 100),
          c.ref('registration_id'),
          c.text('role', 16),
          c.ref('series_id'),
          c.int('serial'),
          c.text('number', 160),
          c.text('code', 16),
          c.text('state', 16),
          c.text('printed_name', 400),
          c.text('name_key', 300),
          c.text('kind', 16),
          c.text('nip', 18, { nullable: true }),
          c.text('nrp', 20, { nullable: true }),
          c.text('position', 200),
          c.text('rank', 80),
          c.ref('unit_id', { nullable: true }),
          c.text('unit_text', 200),
          c.text('title', 250),
          c.text('issuer', 200),
          c.day('started_on'),
          c.day('ended_on'),
          c.int('jp'),
          c.int('attended_jp'),
          c.day('dated_on'),
          c.time('reserved_at'),
          c.time('issued_at', { nullable: true }),
          c.time('revoked_at', { nullable: true }),
          c.text('revoke_reason', 500, { nullable: true }),
          c.json('failure', { nullable: true }),
        ],
        indices: [
          { name: 'certificate_subject', columns: ['subject_key'], unique: true },
          { name: 'certificate_series_serial', columns: ['series_id', 'serial'], unique: true },
          { name: 'certificate_number', columns: ['number'], unique: true },
          { name: 'certificate_code', columns: ['code'], unique: true },
          { name: 'certificate_event_serial', columns: ['event_id', 'serial', 'id'] },
          { name: 'certificate_event_state', columns: ['event_id', 'state'] },
          { name: 'certificate_registration', columns: ['registration_id'] },
        ],
        foreignKeys: [
          { name: 'fk_certificate_event', column: 'event_id', references: 'event', ...restrict },
          { name: 'fk_certificate_registration', column: 'registration_id', references: 'registration', ...restrict },
          { name: 'fk_certificate_series', column: 'series_id', references: 'number_series', ...restrict },
          { name: 'fk_certificate_unit', column: 'unit_id', references: 'unit', ...restrict },
        ],
      },
      {
        name: 'certificate_version',
        columns: [
          c.id(),
          c.ref('certificate_id'),
          c.int('version'),
          c.text('sha256', 64),
          c.text('state', 16),
          c.time('drawn_at'),
        ],
        indices: [
          { name: 'certificate_version_number', columns: ['certificate_id', 'version'], unique: true },
          { name: 'certificate_version_file', columns: ['sha256'] },
        ],
        foreignKeys: [
          {
            name: 'fk_certificate_version_certificate',
            column: 'certificate_id',
            references: 'certificate',
            ...restrict,
          },
          {
            name: 'fk_certificate_version_file',
            column: 'sha256',
            references: 'stored_file',
            column2: 'sha256',
            ...restrict,
          },
        ],
      },
    ];
  }
}
