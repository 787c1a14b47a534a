import { ApiProperty } from '@nestjs/swagger';
import {
  type ImportState,
  importStates,
  type RowOutcome,
  rowOutcomes,
  type RowState,
  rowStates,
} from '../import-status.js';

export class ImportColumnView {
  field!: string;
  header!: string;
}

/** How many rows are what. */
export class ImportCounts {
  new!: number;
  changed!: number;
  same!: number;
  refused!: number;
}

export class ImportStateCounts {
  idle!: number;
  open!: number;
  applied!: number;
  undone!: number;
  kept!: number;
}

export class ImportView {
  id!: string;
  kind!: string;
  fileName!: string;
  @ApiProperty({ enum: importStates, enumName: 'ImportState' })
  state!: ImportState;
  @ApiProperty({ type: [ImportColumnView] })
  columns!: ImportColumnView[];
  total!: number;
  counts!: ImportCounts;
  states!: ImportStateCounts;
  /** Rows of the run that goes on or went last, and how many of them are done. */
  toDo!: number;
  done!: number;
  createdBy!: string;
  createdAt!: string;
  endedAt!: string | null;
}

export class ImportCellView {
  field!: string;
  value!: string;
}

export class CellReasonView {
  /** Empty: the whole row. */
  field!: string;
  code!: string;
  /** What is wrong and what to do, in the language of the request. */
  message!: string;
}

export class CellChangeView {
  field!: string;
  from!: string;
  to!: string;
}

export class ImportRowView {
  id!: string;
  /** As the spreadsheet program numbers it. */
  line!: number;
  @ApiProperty({ enum: rowOutcomes, enumName: 'ImportRowOutcome' })
  outcome!: RowOutcome;
  @ApiProperty({ enum: rowStates, enumName: 'ImportRowState' })
  state!: RowState;
  @ApiProperty({ type: [ImportCellView] })
  cells!: ImportCellView[];
  @ApiProperty({ type: [CellReasonView] })
  reasons!: CellReasonView[];
  @ApiProperty({ type: [CellReasonView] })
  warnings!: CellReasonView[];
  @ApiProperty({ type: [CellChangeView] })
  changes!: CellChangeView[];
}

export class ImportRowPage {
  @ApiProperty({ type: [ImportRowView] })
  rows!: ImportRowView[];
  next!: string | null;
}
