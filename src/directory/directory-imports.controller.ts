import { Controller, Get, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale, uploadOf } from '../common/index.js';
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
} from '../imports/index.js';
import { DirectoryImportQuery, DirectoryTemplateQuery, directoryImportKinds } from './dto/directory-imports.input.js';

const scopeOf = (importId: string) => ({ importId, kinds: directoryImportKinds, eventId: null });

@Permit('directory.edit')
@Controller('directory/imports')
export class DirectoryImportsController {
  constructor(
    private readonly imports: Imports,
    private readonly views: ImportViews,
    private readonly templates: ImportTemplates,
  ) {}

  @Get('template')
  @GivesTemplate()
  template(
    @Query() { kind, format }: DirectoryTemplateQuery,
    @RequestLocale() locale: Locale,
  ): Promise<StreamableFile> {
    return this.templates.file(kind, format, locale);
  }

  @Get()
  latest(@RequestLocale() locale: Locale): Promise<ImportView[]> {
    return this.views.latest([...directoryImportKinds], null, locale);
  }

  @Post()
  @TakesTable()
  async upload(
    @Query() { kind }: DirectoryImportQuery,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<ImportView> {
    const importId = await this.imports.upload(kind, null, await uploadOf(request, LARGEST_IMPORT), actor);
    return this.views.one(scopeOf(importId), locale);
  }

  @Get(':importId')
  one(@Param('importId') importId: string, @RequestLocale() locale: Locale): Promise<ImportView> {
    return this.views.one(scopeOf(importId), locale);
  }

  @Get(':importId/rows')
  rows(
    @Param('importId') importId: string,
    @Query() query: ImportRowsQuery,
    @RequestLocale() locale: Locale,
  ): Promise<ImportRowPage> {
    return this.views.rows(scopeOf(importId), query, locale);
  }

  @Post(':importId/apply')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportView })
  async apply(
    @Param('importId') importId: string,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<ImportView> {
    await this.imports.apply(scopeOf(importId), actor);
    return this.views.one(scopeOf(importId), locale);
  }

  @Post(':importId/undo')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportView })
  async undo(
    @Param('importId') importId: string,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<ImportView> {
    await this.imports.undo(scopeOf(importId), actor);
    return this.views.one(scopeOf(importId), locale);
  }
}
