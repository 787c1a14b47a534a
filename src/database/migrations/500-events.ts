import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

export class Events1700000000500 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'organisation',
        columns: [
          c.id(),
          c.text('name', 160),
          c.text('short_name', 80),
          c.text('city', 80),
          c.text('province', 80),
          c.text('address', 300),
          c.text('phone', 40, { nullable: true }),
          c.text('website', 160, { nullable: true }),
          c.text('email', 254, { nullable: true }),
          c.text('zone', 40),
          c.text('letterhead_office', 160),
          c.text('siasn_instansi_id', 40),
          c.text('data_contact', 254),
        ],
      },
      {
        name: 'signatory',
        columns: [
          c.id(),
          c.text('office', 200),
          c.text('office_prefix', 10),
          c.text('on_behalf_of', 200, { nullable: true }),
          c.text('name', 200),
          c.text('rank', 60, { nullable: true }),
          c.text('nip', 18, { nullable: true }),
        ],
      },
      {
        name: 'consent_text',
        columns: [
          c.id(),
          c.text('purpose', 20),
          c.int('version'),
          c.longText('body_id'),
          c.longText('body_en'),
          c.time('created_at'),
        ],
        indices: [
          { name: 'consent_text_version', columns: ['purpose', 'version'], unique: true },
        ],
      },
      {
        name: 'programme',
        columns: [
          c.id(),
          c.text('slug', 80),
          c.text('name', 200),
          c.int('stages'),
        ],
        indices: [
          { name: 'programme_slug', columns: ['slug'], unique: true },
        ],
      },
      {
        name: 'venue',
        columns: [
          c.id(),
          c.text('name', 160),
          c.text('address', 300),
          c.decimal('latitude', { nullable: true }),
          c.decimal('longitude', { nullable: true }),
        ],
      },
      {
        name: 'room',
        columns: [
          c.id(),
          c.ref('venue_id'),
          c.text('name', 120),
          c.int('seats', { nullable: true }),
        ],
        indices: [
          { name: 'room_venue', columns: ['venue_id'] },
        ],
        foreignKeys: [
          { name: 'fk_room_venue', column: 'venue_id', references: 'venue', onDelete: 'CASCADE', onUpdate: 'CASCADE' },
        ],
      },
      {
        name: 'event',
        columns: [
          c.id(),
          c.text('slug', 80),
          c.ref('programme_id', { nullable: true }),
          c.int('stage', { nullable: true }),
          c.text('title', 200),
          c.longText('summary'),
          c.json('bring'),
          c.text('state', 12),
          c.text('zone', 40),
          c.ref('venue_id'),
          c.ref('room_id', { nullable: true }),
          c.text('organiser_name', 200),
          c.ref('organiser_unit_id', { nullable: true }),
          c.text('issuer_name', 200),
          c.time('registration_opens_at'),
          c.time('registration_closes_at'),
          c.time('cancel_until'),
          c.time('starts_at', { nullable: true }),
          c.time('ends_at', { nullable: true }),
          c.int('jp', { nullable: true }),
          c.int('min_share_percent'),
          c.text('number_pattern', 100),
          c.text('number_code', 40),
          c.text('number_unit', 60),
          c.text('number_series', 40),
          c.int('number_start'),
          c.day('certificate_dated_on', { nullable: true }),
          c.text('certificate_place', 80),
          c.ref('certificate_signatory_id', { nullable: true }),
          c.time('certificates_began_at', { nullable: true }),
          c.text('siasn_jenis_diklat_id', 4),
          c.time('published_at', { nullable: true }),
          c.time('cancelled_at', { nullable: true }),
          c.text('cancel_reason', 500, { nullable: true }),
          c.int('change_seq'),
          c.time('created_at'),
        ],
        indices: [
          { name: 'event_slug', columns: ['slug'], unique: true },
          { name: 'event_state', columns: ['state', 'starts_at'] },
          { name: 'event_room', columns: ['room_id'] },
          { name: 'event_venue', columns: ['venue_id'] },
          { name: 'event_programme', columns: ['programme_id'] },
          { name: 'event_organiser_unit', columns: ['organiser_unit_id'] },
          { name: 'event_certificate_signatory', columns: ['certificate_signatory_id'] },
        ],
        foreignKeys: [
          { name: 'fk_event_programme', column: 'programme_id', references: 'programme', onDelete: 'RESTRICT', onUpdate: 'CASCADE' },
          { name: 'fk_event_venue', column: 'venue_id', references: 'venue', onDelete: 'RESTRICT', onUpdate: 'CASCADE' },
          { name: 'fk_event_room', column: 'room_id', references: 'room', onDelete: 'RESTRICT', onUpdate: 'CASCADE' },
          { name: 'fk_event_organiser_unit', column: 'organiser_unit_id', references: 'unit', onDelete: 'RESTRICT', onUpdate: 'CASCADE' },
          { name: 'fk_event_certificate_signatory', column: 'certificate_signatory_id', references: 'signatory', onDelete: 'RESTRICT', onUpdate: 'CASCADE' },
        ],
      },
      {
        name: 'session',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.text('kind', 20),
          c.text('title', 200),
          c.text('detail', 500),
          c.ref('room_id', { nullable: true }),
          c.time('starts_at'),
          c.time('ends_at'),
          c.int('jp'),
          c.text('jp_reason', 300, { nullable: true }),
          c.int('sort'),
        ],
        indices: [
          { name: 'session_event', columns: ['event_id', 'starts_at'] },
          { name: 'session_room', columns: ['room_id', 'starts_at'] },
        ],
        foreignKeys: [
          { name: 'fk_session_event', column: 'event_id', references: 'event', onDelete: 'CASCADE', onUpdate: 'CASCADE' },
          { name: 'fk_session_room', column: 'room_id', references: 'room', onDelete: 'RESTRICT', onUpdate: 'CASCADE' },
        ],
      },
      {
        name: 'speaker',
        columns: [
          c.id(),
          c.text('front_title', 60),
          c.text('name', 120),
          c.text('back_title', 120),
          c.text('affiliation', 200),
        ],
      },
      {
        name: 'session_speaker',
        columns: [
          c.id('session_id'),
          c.id('speaker_id'),
          c.text('role', 12),
          c.int('sort'),
        ],
        indices: [
          { name: 'session_speaker_speaker', columns: ['speaker_id'] },
        ],
        foreignKeys: [
          { name: 'fk_session_speaker_session', column: 'session_id', references: 'session', onDelete: 'CASCADE', onUpdate: 'CASCADE' },
          { name: 'fk_session_speaker_speaker', column: 'speaker_id', references: 'speaker', onDelete: 'RESTRICT', onUpdate: 'CASCADE' },
        ],
      },
      {
        name: 'seat_pool',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.text('scope', 8),
          c.text('name', 120),
          c.int('capacity'),
          c.int('taken', { default: 0 }),
          c.int('arrivals', { default: 0 }),
          c.json('kinds', { nullable: true }),
          c.json('unit_ids', { nullable: true }),
          c.int('sort'),
        ],
        indices: [
          { name: 'seat_pool_event', columns: ['event_id', 'sort'] },
        ],
        foreignKeys: [
          { name: 'fk_seat_pool_event', column: 'event_id', references: 'event', onDelete: 'CASCADE', onUpdate: 'CASCADE' },
        ],
      },
      {
        name: 'committee_member',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.text('role', 12),
          c.text('name', 200),
          c.text('office', 200),
          c.text('rank', 60, { nullable: true }),
          c.text('nip', 18, { nullable: true }),
          c.int('sort'),
        ],
        indices: [
          { name: 'committee_member_event', columns: ['event_id', 'sort'] },
        ],
        foreignKeys: [
          { name: 'fk_committee_member_event', column: 'event_id', references: 'event', onDelete: 'CASCADE', onUpdate: 'CASCADE' },
        ],
      },
      {
        name: 'commitment',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.text('title', 200),
          c.longText('body'),
          c.day('signed_on', { nullable: true }),
        ],
        indices: [
          { name: 'commitment_event', columns: ['event_id'], unique: true },
        ],
        foreignKeys: [
          { name: 'fk_commitment_event', column: 'event_id', references: 'event', onDelete: 'CASCADE', onUpdate: 'CASCADE' },
        ],
      },
      {
        name: 'commitment_signatory',
        columns: [
          c.id(),
          c.ref('commitment_id'),
          c.int('sort'),
          c.text('name', 200),
          c.text('office', 200),
          c.text('rank', 60, { nullable: true }),
          c.text('nip', 18, { nullable: true }),
        ],
        indices: [
          { name: 'commitment_signatory_order', columns: ['commitment_id', 'sort'] },
        ],
        foreignKeys: [
          { name: 'fk_commitment_signatory_commitment', column: 'commitment_id', references: 'commitment', onDelete: 'CASCADE', onUpdate: 'CASCADE' },
        ],
      },
    ];
  }
}
