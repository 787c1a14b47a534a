import { Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import { SigningKeyView } from './dto/signing-key.dto.js';
import { SigningKeys } from './signing-keys.service.js';

@Permit('keys.manage')
@Controller('signing-keys')
export class SigningKeysController {
  constructor(private readonly keys: SigningKeys) {}

  @Get()
  list(): Promise<SigningKeyView[]> {
    return this.keys.list();
  }

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: [SigningKeyView] })
  rotate(@CurrentActor() actor: Actor): Promise<SigningKeyView[]> {
    return this.keys.rotate(actor);
  }

  @Post(':keyId/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ type: [SigningKeyView] })
  withdraw(@Param('keyId', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<SigningKeyView[]> {
    return this.keys.withdraw(id, actor);
  }
}
