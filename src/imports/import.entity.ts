import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Int, Json, Ref, Text, Time } from '../database/columns.js';
import type { Cells, CellChange, CellReason } from './import-handler.js';
import type { ImportState, RowOutcome, RowState } from './import-status.js';

/** One file that somebody uploaded, from its check to its undoing. */
@Entity('import_batch')
@Index('import_batch_scope', ['kind', 'eventId', 'id'])
export class ImportBatch {
  @Id() id!: string;
  @Text('kind', 20) kind!: string;
  @Ref('event_id', { nullable: true }) eventId!: string | null;
  @Text('file_name', 200) fileName!: string;
  @Text('state', 10) state!: ImportState;
  /** The fields that the file has columns for, in its order. */
  @Json('fields') fields!: string[];
  /** Rows of the run that goes on, or went last. */
  @Int('to_do') toDo!: number;
  @Text('created_by', 160) createdBy!: string;
  @Time('created_at') createdAt!: Date;
  @Time('ended_at', { nullable: true }) endedAt!: Date | null;
}

@Entity('import_row')
@Index('import_row_line', ['batchId', 'line'], { unique: true })
@Index('import_row_outcome', ['batchId', 'outcome', 'line'])
@Index('import_row_state', ['batchId', 'state', 'line'])
export class ImportRow {
  @Id() id!: string;
  @Ref('batch_id') batchId!: string;
  @ManyToOne(() => ImportBatch, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'batch_id', foreignKeyConstraintName: 'import_row_batch_fk' })
  batch?: Relation<ImportBatch>;
  @Int('line') line!: number;
  @Json('cells') cells!: Cells;
  @Text('outcome', 8) outcome!: RowOutcome;
  @Text('state', 8) state!: RowState;
  @Json('reasons') reasons!: CellReason[];
  /** Odd, but taken. */
  @Json('warnings') warnings!: CellReason[];
  @Json('changes') changes!: CellChange[];
  /** What the handler needs to undo the row: its object, before and after. */
  @Json('trace', { nullable: true }) trace!: object | null;
}
