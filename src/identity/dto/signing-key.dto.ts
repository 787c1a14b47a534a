import { ApiProperty } from '@nestjs/swagger';

export const signingKeyStates = ['signs', 'checks', 'withdrawn'] as const;

export class SigningKeyView {
  id!: number;
  /** `signs`: of new tickets; `checks`: its tickets are valid, new ones have another; `withdrawn`: its tickets are refused. */
  @ApiProperty({ enum: signingKeyStates, enumName: 'SigningKeyState' })
  state!: (typeof signingKeyStates)[number];
  createdAt!: string;
  retiredAt!: string | null;
  withdrawnAt!: string | null;
}
