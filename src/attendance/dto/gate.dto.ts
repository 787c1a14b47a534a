import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { cleanName } from '../../directory/index.js';

export class GateView {
  id!: string;
  name!: string;
  sort!: number;
}

export class NewGate {
  /** As it is called at the venue: "Pintu Timur". */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanName(value) : value))
  @IsString()
  @IsNotEmpty()
  @MaxLength(80)
  name!: string;
}
