import { ApiProperty } from '@nestjs/swagger';
import type { NipKind } from '../rules/nip.js';

export class EmployeeView {
  id!: string;
  nip!: string;
  printedName!: string;
  frontTitle!: string;
  name!: string;
  backTitle!: string;
  @ApiProperty({ enum: ['pns', 'pppk'], enumName: 'EmployeeKind' })
  kind!: NipKind;
  unitId!: string;
  unit!: string;
  position!: string;
  rank!: string;
  /** Empty when the directory does not know it. */
  phone!: string;
  email!: string;
  active!: boolean;
}

export class EmployeePage {
  @ApiProperty({ type: [EmployeeView] })
  rows!: EmployeeView[];
  next!: string | null;
  matched!: number;
  total!: number;
}

export class EmploymentView {
  unit!: string;
  position!: string;
  /** As it is printed. */
  rank!: string;
  /** Null: since a day that nobody has told. */
  validFrom!: string | null;
  /** The last day; null: still. */
  validTo!: string | null;
}

export class EmployeeDetail extends EmployeeView {
  /** Sent back with a change, so that a form filled from older data is noticed. */
  version!: string;
  /** Newest first. */
  @ApiProperty({ type: [EmploymentView] })
  history!: EmploymentView[];
}
