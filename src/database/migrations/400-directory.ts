import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

export class Directory1700000000400 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'unit',
        columns: [
          c.id(),
          c.text('code', 40),
          c.text('name', 200),
          c.text('name_key', 200),
          c.ref('parent_id', { nullable: true }),
          c.int('sort'),
          c.bool('active'),
        ],
        indices: [
          { name: 'unit_code', columns: ['code'], unique: true },
          { name: 'unit_parent', columns: ['parent_id'] },
        ],
        foreignKeys: [
          {
            name: 'unit_parent_fk',
            column: 'parent_id',
            references: 'unit',
            onDelete: 'RESTRICT',
            onUpdate: 'CASCADE',
          },
        ],
      },
      {
        name: 'employee',
        columns: [
          c.id(),
          c.text('nip', 18),
          c.text('front_title', 60),
          c.text('name', 200),
          c.text('back_title', 100),
          c.text('name_key', 200),
          c.text('kind', 8),
          c.ref('unit_id'),
          c.text('position', 200),
          c.text('rank', 40),
          c.text('pns_orang_id', 64, { nullable: true }),
          c.bool('active'),
        ],
        indices: [
          { name: 'employee_nip', columns: ['nip'], unique: true },
          { name: 'employee_unit', columns: ['unit_id'] },
          { name: 'employee_name', columns: ['name_key'] },
        ],
        foreignKeys: [
          {
            name: 'employee_unit_fk',
            column: 'unit_id',
            references: 'unit',
            onDelete: 'RESTRICT',
            onUpdate: 'CASCADE',
          },
        ],
      },
    ];
  }
}
