import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { Permit, Staff, type StaffMember } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import {
  AssignBody,
  EmployeeHoursPage,
  EmployeeHoursQuery,
  ExportQuery,
  LedgerQuery,
  LedgerSummary,
  RecordPage,
  RecordQuery,
} from './dto/training-records.dto.js';
import { ExportRecords } from './export-records.service.js';
import { csvExport, type RecordExport, siasnExport, xlsxExport } from './exports/index.js';
import { LedgerService } from './ledger.service.js';
import { TrainingRecordsService } from './training-records.service.js';

@Controller('training-records')
export class TrainingRecordsController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly records: TrainingRecordsService,
    private readonly exports: ExportRecords,
  ) {}

  @Get('summary')
  @Permit('records.read')
  summary(@Query() query: LedgerQuery): Promise<LedgerSummary> {
    return this.ledger.summary(query);
  }

  @Get('employees')
  @Permit('records.read')
  employees(@Query() query: EmployeeHoursQuery, @Staff() staff: StaffMember): Promise<EmployeeHoursPage> {
    return this.ledger.employees(query, staff);
  }

  @Get()
  @Permit('records.read')
  list(@Query() query: RecordQuery, @Staff() staff: StaffMember): Promise<RecordPage> {
    return this.records.list(query, staff);
  }

  @Get('export/xlsx')
  @Permit('records.export')
  xlsx(@Query() query: ExportQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    return this.download(xlsxExport, query, actor);
  }

  @Get('export/csv')
  @Permit('records.export')
  csv(@Query() query: ExportQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    return this.download(csvExport, query, actor);
  }

  @Get('export/siasn')
  @Permit('records.export')
  siasn(@Query() query: ExportQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    return this.download(siasnExport, query, actor);
  }

  @Post(':id/assign')
  @HttpCode(204)
  @Permit('records.assign')
  assign(@Param('id') id: string, @Body() body: AssignBody, @CurrentActor() actor: Actor): Promise<void> {
    return this.records.assign(id, body, actor);
  }

  private async download(format: RecordExport, query: ExportQuery, actor: Actor): Promise<StreamableFile> {
    const name = ['jam-pelajaran', format.format, query.year].filter(Boolean).join('-');
    return new StreamableFile(await this.exports.export(format, query, actor), {
      type: format.contentType,
      disposition: `attachment; filename="${name}.${format.extension}"`,
    });
  }
}
