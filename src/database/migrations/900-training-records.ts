import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

const restrict = { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' } as const;

export class TrainingRecords1700000000900 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'training_record',
        columns: [
          c.id(),
          c.ref('certificate_id'),
          c.ref('event_id'),
          c.text('nip', 18, { nullable: true }),
          c.ref('employee_id', { nullable: true }),
          c.text('kind', 16),
          c.text('person_name', 400),
          c.text('name_key', 300),
          c.ref('unit_id', { nullable: true }),
          c.text('unit_text', 200),
          c.text('position', 200),
          c.text('title', 250),
          c.text('organiser', 200),
          c.text('number', 160),
          c.int('jp'),
          c.int('year'),
          c.day('started_on'),
          c.day('ended_on'),
          c.text('jenis_diklat_id', 4),
          c.text('state', 16),
          c.time('created_at'),
        ],
        indices: [
          { name: 'training_record_certificate', columns: ['certificate_id'], unique: true },
          { name: 'training_record_employee_year', columns: ['employee_id', 'year', 'state'] },
          { name: 'training_record_year_state', columns: ['year', 'state', 'id'] },
          { name: 'training_record_nip', columns: ['nip'] },
        ],
        foreignKeys: [
          { name: 'fk_training_record_certificate', column: 'certificate_id', references: 'certificate', ...restrict },
          { name: 'fk_training_record_event', column: 'event_id', references: 'event', ...restrict },
          { name: 'fk_training_record_employee', column: 'employee_id', references: 'employee', ...restrict },
          { name: 'fk_training_record_unit', column: 'unit_id', references: 'unit', ...restrict },
        ],
      },
    ];
  }
}
