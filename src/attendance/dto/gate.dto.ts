import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { OneLine } from '../../common/fields.js';

export class GateView {
  id!: string;
  name!: string;
  sort!: number;
}

export class NewGate {
  /** As it is called at the venue: "Pintu Timur". */
  @OneLine()
  @IsString()
  @IsNotEmpty()
  @MaxLength(80)
  name!: string;
}
