import { Entity, Index } from 'typeorm';
import { Id, Int, Text } from '../database/columns.js';

/** The counter of one issuing unit and year, shared by all its events. */
@Entity('number_series')
@Index('number_series_unit_year', ['unitCode', 'year'], { unique: true })
export class NumberSeries {
  @Id() id!: string;
  @Text('unit_code', 60) unitCode!: string;
  @Int('year') year!: number;
  @Int('next_serial') nextSerial!: number;
}
