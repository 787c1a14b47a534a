import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

export class Registration1700000000600 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'registration',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.text('person_key', 540),
          c.text('live_key', 64, { nullable: true }),
          c.text('submission_nonce', 64, { nullable: true }),
          c.text('ticket_code', 12),
          c.text('kind', 8),
          c.text('nip', 18, { nullable: true }),
          c.text('nrp', 20, { nullable: true }),
          c.text('front_title', 60),
          c.text('name', 200),
          c.text('back_title', 120),
          c.text('name_key', 200),
          c.ref('unit_id', { nullable: true }),
          c.text('unit_text', 200),
          c.text('position', 200),
          c.text('rank', 10),
          c.text('phone', 20),
          c.text('email', 254),
          c.text('locale', 2),
          c.text('status', 12),
          c.int('arrival_no'),
          c.json('warnings'),
          c.text('source', 8),
          c.int('epoch'),
          c.time('resent_at', { nullable: true }),
          c.time('confirmed_at', { nullable: true }),
          c.time('ended_at', { nullable: true }),
          c.text('end_reason', 500, { nullable: true }),
          c.time('created_at'),
        ],
        indices: [
          { name: 'registration_live', columns: ['event_id', 'live_key'], unique: true },
          { name: 'registration_nonce', columns: ['submission_nonce'], unique: true },
          { name: 'registration_code', columns: ['event_id', 'ticket_code'], unique: true },
          { name: 'registration_status', columns: ['event_id', 'status', 'arrival_no'] },
          { name: 'registration_name', columns: ['event_id', 'name_key', 'id'] },
          { name: 'registration_created', columns: ['event_id', 'id'] },
          { name: 'registration_unit', columns: ['unit_id'] },
          { name: 'registration_nip', columns: ['nip'] },
        ],
        foreignKeys: [
          {
            name: 'fk_registration_event',
            column: 'event_id',
            references: 'event',
            onDelete: 'RESTRICT',
            onUpdate: 'CASCADE',
          },
          {
            name: 'fk_registration_unit',
            column: 'unit_id',
            references: 'unit',
            onDelete: 'RESTRICT',
            onUpdate: 'CASCADE',
          },
        ],
      },
      {
        name: 'registration_pool',
        columns: [c.ref('registration_id', { primary: true }), c.ref('pool_id', { primary: true })],
        indices: [{ name: 'registration_pool_pool', columns: ['pool_id', 'registration_id'] }],
        foreignKeys: [
          {
            name: 'fk_registration_pool_registration',
            column: 'registration_id',
            references: 'registration',
            onDelete: 'CASCADE',
            onUpdate: 'CASCADE',
          },
          {
            name: 'fk_registration_pool_pool',
            column: 'pool_id',
            references: 'seat_pool',
            onDelete: 'RESTRICT',
            onUpdate: 'CASCADE',
          },
        ],
      },
      {
        name: 'consent',
        columns: [
          c.id(),
          c.ref('registration_id'),
          c.ref('consent_text_id'),
          c.time('given_at'),
          c.time('withdrawn_at', { nullable: true }),
        ],
        indices: [
          { name: 'consent_registration', columns: ['registration_id'] },
          { name: 'consent_text_ref', columns: ['consent_text_id'] },
        ],
        foreignKeys: [
          {
            name: 'fk_consent_registration',
            column: 'registration_id',
            references: 'registration',
            onDelete: 'CASCADE',
            onUpdate: 'CASCADE',
          },
          {
            name: 'fk_consent_text',
            column: 'consent_text_id',
            references: 'consent_text',
            onDelete: 'RESTRICT',
            onUpdate: 'CASCADE',
          },
        ],
      },
    ];
  }
}
