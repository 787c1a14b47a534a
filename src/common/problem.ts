import { ApiPropertyOptional } from '@nestjs/swagger';

export class ProblemFieldError {
  /** Path of the input in the request body. */
  field!: string;
  code!: string;
  /** A sentence in the language of the request: what is wrong and what to do. */
  message!: string;
}

/** RFC 9457 problem details, the one form of every refusal. */
export class Problem {
  type!: string;
  title!: string;
  status!: number;
  detail!: string;
  code!: string;
  instance!: string;
  /** Stands in the log beside the cause. */
  correlationId!: string;
  @ApiPropertyOptional({ type: [ProblemFieldError] })
  errors?: ProblemFieldError[];
  @ApiPropertyOptional({ type: Object, additionalProperties: true })
  extra?: Record<string, unknown>;
}
