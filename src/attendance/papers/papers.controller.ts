import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Permit } from '../../common/access/index.js';
import { XLSX_TYPE } from '../../documents/index.js';
import { AttendanceListQuery } from '../dto/papers.dto.js';
import { AttendanceListService } from './attendance-list.service.js';
import { AttendanceRecapService } from './attendance-recap.service.js';
import type { Paper } from './paper.js';

const PDF_TYPE = 'application/pdf';
const FILE = { schema: { type: 'string', format: 'binary' } } as const;

@Controller('events/:eventId')
export class PapersController {
  constructor(
    private readonly lists: AttendanceListService,
    private readonly recaps: AttendanceRecapService,
  ) {}

  @Get('attendance-list.pdf')
  @ApiProduces(PDF_TYPE)
  @ApiOkResponse(FILE)
  @Permit('attendance.print')
  async attendanceList(
    @Param('eventId') eventId: string,
    @Query() query: AttendanceListQuery,
  ): Promise<StreamableFile> {
    return pdf(await this.lists.draw(eventId, query));
  }

  @Get('attendance-recap.pdf')
  @ApiProduces(PDF_TYPE)
  @ApiOkResponse(FILE)
  @Permit('attendance.print')
  async recapPdf(@Param('eventId') eventId: string): Promise<StreamableFile> {
    return pdf(await this.recaps.draw(eventId));
  }

  @Get('attendance-recap.xlsx')
  @ApiProduces(XLSX_TYPE)
  @ApiOkResponse(FILE)
  @Permit('attendance.print')
  async recapXlsx(@Param('eventId') eventId: string): Promise<StreamableFile> {
    const { bytes, filename } = await this.recaps.workbook(eventId);
    return new StreamableFile(bytes, { type: XLSX_TYPE, disposition: `attachment; filename="${filename}"` });
  }
}

const pdf = ({ bytes, filename }: Paper): StreamableFile =>
  new StreamableFile(bytes, { type: PDF_TYPE, disposition: `inline; filename="${filename}"` });
