import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Req, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale, uploadOf } from '../../common/index.js';
import { Problem } from '../../common/problem.js';
import { MOST_PAPER_BYTES } from '../../documents/index.js';
import { fileAnswer } from '../letters/letters.controller.js';
import { Letters } from '../letters/letters.service.js';
import { FileAnswers } from '../questions/file-answers.service.js';
import { OwnAnswersService } from './own-answers.service.js';
import { OwnConsents } from './own-consents.service.js';
import { OwnCopy } from './own-copy.dto.js';
import { OwnCopies } from './own-copy.service.js';
import { OwnDataService } from './own-data.service.js';
import {
  FileForm,
  GiveConsent,
  LetterForm,
  OwnAnswersInput,
  OwnConsent,
  OwnDataInput,
  OwnPage,
  WithdrawConsent,
} from './own-page.dto.js';
import { OwnPages } from './own-page.service.js';

const FILE = { content: { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } } };

/** What the holder of a personal link reads and changes of himself. */
@Public()
@Controller('public/tickets/:token')
export class OwnPageController {
  constructor(
    private readonly pages: OwnPages,
    private readonly data: OwnDataService,
    private readonly answers: OwnAnswersService,
    private readonly letters: Letters,
    private readonly files: FileAnswers,
    private readonly consents: OwnConsents,
    private readonly copies: OwnCopies,
  ) {}

  @Get('own')
  @Header('cache-control', 'no-store')
  page(@Param('token') token: string, @RequestLocale() locale: Locale): Promise<OwnPage> {
    return this.pages.show(token, locale);
  }

  @Put('data')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ type: Problem })
  correct(@Param('token') token: string, @Body() body: OwnDataInput, @CurrentActor() actor: Actor): Promise<void> {
    return this.data.correct(token, body, actor);
  }

  @Put('answers')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ type: Problem })
  answer(
    @Param('token') token: string,
    @Body() { answers }: OwnAnswersInput,
    @RequestLocale() locale: Locale,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.answers.change(token, answers, locale, actor);
  }

  @Post('answers/:questionId/file')
  @HttpCode(204)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: FileForm })
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ type: Problem })
  sendFile(
    @Param('token') token: string,
    @Param('questionId') questionId: string,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.files.send(token, questionId, () => uploadOf(request, MOST_PAPER_BYTES), actor);
  }

  @Get('answers/:questionId/file')
  @Header('cache-control', 'no-store')
  @ApiOkResponse(FILE)
  async file(@Param('token') token: string, @Param('questionId') questionId: string): Promise<StreamableFile> {
    return fileAnswer(await this.files.ofTicket(token, questionId));
  }

  @Post('letter')
  @HttpCode(204)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: LetterForm })
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ type: Problem })
  sendLetter(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.letters.send(token, () => uploadOf(request, MOST_PAPER_BYTES), actor);
  }

  @Get('letter')
  @Header('cache-control', 'no-store')
  @ApiOkResponse(FILE)
  async letter(@Param('token') token: string): Promise<StreamableFile> {
    return fileAnswer(await this.letters.ofTicket(token));
  }

  @Post('resend')
  @HttpCode(204)
  @ApiNoContentResponse()
  resend(@Param('token') token: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.data.resend(token, actor);
  }

  @Get('consents')
  @Header('cache-control', 'no-store')
  consented(@Param('token') token: string, @RequestLocale() locale: Locale): Promise<OwnConsent[]> {
    return this.consents.list(token, locale);
  }

  @Post('consents')
  @HttpCode(200)
  async give(
    @Param('token') token: string,
    @Body() { consentTextId }: GiveConsent,
    @RequestLocale() locale: Locale,
    @CurrentActor() actor: Actor,
  ): Promise<OwnConsent[]> {
    await this.consents.give(token, consentTextId, actor);
    return this.consents.list(token, locale);
  }

  @Post('consents/withdraw')
  @HttpCode(200)
  async withdraw(
    @Param('token') token: string,
    @Body() { purpose }: WithdrawConsent,
    @RequestLocale() locale: Locale,
    @CurrentActor() actor: Actor,
  ): Promise<OwnConsent[]> {
    await this.consents.withdraw(token, purpose, actor);
    return this.consents.list(token, locale);
  }

  @Get('copy.json')
  @Header('cache-control', 'no-store')
  @Header('content-disposition', 'attachment; filename="data-saya.json"')
  copy(@Param('token') token: string, @RequestLocale() locale: Locale): Promise<OwnCopy> {
    return this.copies.of(token, locale);
  }
}
