import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

export class Identity1700000000300 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'staff_account',
        columns: [
          c.id(),
          c.text('email', 254),
          c.text('name', 160),
          c.text('office', 200),
          c.text('password_hash', 200),
          c.bool('password_temporary'),
          c.bool('active'),
          c.text('locale', 2),
          c.time('created_at'),
        ],
        indices: [{ name: 'staff_account_email', columns: ['email'], unique: true }],
      },
      {
        name: 'role_assignment',
        columns: [
          c.id(),
          c.ref('account_id'),
          c.text('role', 16),
          c.ref('event_id', { nullable: true }),
          c.text('scope_key', 36),
        ],
        indices: [
          { name: 'role_assignment_once', columns: ['account_id', 'role', 'scope_key'], unique: true },
          { name: 'role_assignment_role', columns: ['role'] },
        ],
        foreignKeys: [
          {
            name: 'role_assignment_account_fk',
            column: 'account_id',
            references: 'staff_account',
            onDelete: 'CASCADE',
            onUpdate: 'CASCADE',
          },
        ],
      },
      {
        name: 'staff_session',
        columns: [
          c.text('id_hash', 64, { primary: true }),
          c.ref('account_id'),
          c.time('created_at'),
          c.time('last_seen_at'),
          c.time('expires_at'),
        ],
        indices: [{ name: 'staff_session_account', columns: ['account_id'] }],
        foreignKeys: [
          {
            name: 'staff_session_account_fk',
            column: 'account_id',
            references: 'staff_account',
            onDelete: 'CASCADE',
            onUpdate: 'CASCADE',
          },
        ],
      },
      {
        name: 'sign_in_limit',
        columns: [c.text('id', 64, { primary: true }), c.int('tries'), c.time('forget_at')],
        indices: [{ name: 'sign_in_limit_forget', columns: ['forget_at'] }],
      },
      {
        name: 'signing_key',
        columns: [
          c.int('id', { primary: true }),
          c.text('public_key', 43),
          c.text('private_key_encrypted', 200),
          c.time('created_at'),
          c.time('retired_at', { nullable: true }),
        ],
      },
    ];
  }
}
