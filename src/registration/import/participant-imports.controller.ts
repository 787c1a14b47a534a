import { Controller, Get, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Permit } from '../../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale, uploadOf } from '../../common/index.js';
import {
  GivesTemplate,
  ImportRowPage,
  ImportRowsQuery,
  Imports,
  ImportTemplates,
  ImportView,
  ImportViews,
  LARGEST_IMPORT,
  TakesTable,
  TemplateQuery,
} from '../../imports/index.js';

const KIND = 'participants';
const scopeOf = (eventId: string, importId: string) => ({ importId, kinds: [KIND], eventId });

@Permit('registrations.manage')
@Controller('events/:eventId/imports')
export class ParticipantImportsController {
  constructor(
    private readonly imports: Imports,
    private readonly views: ImportViews,
    private readonly templates: ImportTemplates,
  ) {}

  @Get('template')
  @GivesTemplate()
  template(
    @Param('eventId') _eventId: string,
    @Query() { format }: TemplateQuery,
    @RequestLocale() locale: Locale,
  ): Promise<StreamableFile> {
    return this.templates.file(KIND, format, locale);
  }

  @Get()
  latest(@Param('eventId') eventId: string, @RequestLocale() locale: Locale): Promise<ImportView[]> {
    return this.views.latest([KIND], eventId, locale);
  }

  @Post()
  @TakesTable()
  async upload(
    @Param('eventId') eventId: string,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<ImportView> {
    const importId = await this.imports.upload(KIND, eventId, await uploadOf(request, LARGEST_IMPORT), actor);
    return this.views.one(scopeOf(eventId, importId), locale);
  }

  @Get(':importId')
  one(
    @Param('eventId') eventId: string,
    @Param('importId') importId: string,
    @RequestLocale() locale: Locale,
  ): Promise<ImportView> {
    return this.views.one(scopeOf(eventId, importId), locale);
  }

  @Get(':importId/rows')
  rows(
    @Param('eventId') eventId: string,
    @Param('importId') importId: string,
    @Query() query: ImportRowsQuery,
    @RequestLocale() locale: Locale,
  ): Promise<ImportRowPage> {
    return this.views.rows(scopeOf(eventId, importId), query, locale);
  }

  @Post(':importId/apply')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportView })
  async apply(
    @Param('eventId') eventId: string,
    @Param('importId') importId: string,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<ImportView> {
    await this.imports.apply(scopeOf(eventId, importId), actor);
    return this.views.one(scopeOf(eventId, importId), locale);
  }

  @Post(':importId/undo')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportView })
  async undo(
    @Param('eventId') eventId: string,
    @Param('importId') importId: string,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<ImportView> {
    await this.imports.undo(scopeOf(eventId, importId), actor);
    return this.views.one(scopeOf(eventId, importId), locale);
  }
}
