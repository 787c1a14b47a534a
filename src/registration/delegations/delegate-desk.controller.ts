import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Public } from '../../common/access/index.js';
import { type Actor, CurrentActor, type Locale, newId, RequestLocale } from '../../common/index.js';
import { Problem } from '../../common/problem.js';
import { DeskRowInput, DeskRowResult, DeskRowsInput, DeskView, PastedInput } from './delegate-desk.dto.js';
import { DelegateDesk } from './delegate-desk.service.js';
import { DelegateEntry } from './delegate-entry.service.js';
import { readPasted } from './delegate-rows.js';

/** The desk of a unit, by its private link. */
@Public()
@Controller('public/delegations/:token')
export class DelegateDeskController {
  constructor(
    private readonly desk: DelegateDesk,
    private readonly entry: DelegateEntry,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  show(@Param('token') token: string): Promise<DeskView> {
    return this.desk.show(token);
  }

  /** What would become of these rows; of an employee of the unit the rest is filled in. Stores nothing. */
  @Post('check')
  @HttpCode(200)
  check(
    @Param('token') token: string,
    @Body() { rows }: DeskRowsInput,
    @RequestLocale() locale: Locale,
  ): Promise<DeskRowResult[]> {
    return this.entry.check(token, rows, locale);
  }

  /** The same for what was copied from a sheet. Stores nothing. */
  @Post('paste')
  @HttpCode(200)
  @ApiOkResponse({ type: [DeskRowResult] })
  @ApiUnprocessableEntityResponse({ type: Problem })
  async paste(
    @Param('token') token: string,
    @Body() { text }: PastedInput,
    @RequestLocale() locale: Locale,
  ): Promise<DeskRowResult[]> {
    const rows = readPasted(text).map((cells) => ({ ...cells, nonce: newId() }));
    return this.entry.check(token, rows, locale);
  }

  @Post('registrations')
  @HttpCode(200)
  register(
    @Param('token') token: string,
    @Body() { rows }: DeskRowsInput,
    @RequestLocale() locale: Locale,
    @CurrentActor() actor: Actor,
  ): Promise<DeskRowResult[]> {
    return this.entry.register(token, rows, locale, actor);
  }

  /** Somebody else comes in this person's seat. */
  @Post('registrations/:registrationId/swap')
  @HttpCode(200)
  @ApiOkResponse({ type: DeskRowResult })
  @ApiUnprocessableEntityResponse({ type: Problem })
  swap(
    @Param('token') token: string,
    @Param('registrationId') registrationId: string,
    @Body() row: DeskRowInput,
    @RequestLocale() locale: Locale,
    @CurrentActor() actor: Actor,
  ): Promise<DeskRowResult> {
    return this.entry.swap(token, registrationId, row, locale, actor);
  }

  @Post('registrations/:registrationId/withdraw')
  @HttpCode(204)
  @ApiNoContentResponse()
  withdraw(
    @Param('token') token: string,
    @Param('registrationId') registrationId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.desk.withdraw(token, registrationId, actor);
  }
}
