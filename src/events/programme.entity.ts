import { Entity, Index } from 'typeorm';
import { Id, Int, Text } from '../database/columns.js';

/** A row of events that belong together, each a stage of it. */
@Entity('programme')
@Index('programme_slug', ['slug'], { unique: true })
export class Programme {
  @Id() id!: string;
  @Text('slug', 80) slug!: string;
  @Text('name', 200) name!: string;
  @Int('stages') stages!: number;
}
