import { Controller, Get, Param } from '@nestjs/common';
import { Public } from '../common/access/index.js';
import { Verification } from './dto/verification.dto.js';
import { VerificationService } from './verification.service.js';

@Controller('public/certificates')
export class VerificationController {
  constructor(private readonly verification: VerificationService) {}

  @Get(':code')
  @Public()
  verify(@Param('code') code: string): Promise<Verification> {
    return this.verification.verify(code);
  }
}
