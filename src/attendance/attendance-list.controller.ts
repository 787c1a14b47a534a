import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Permit } from '../common/access/index.js';
import { AttendanceListService } from './attendance-list.service.js';
import { AttendanceListQuery } from './dto/attendance-list.dto.js';

@Controller('events/:eventId')
export class AttendanceListController {
  constructor(private readonly lists: AttendanceListService) {}

  @Get('attendance-list.pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Permit('attendance.print')
  async attendanceList(
    @Param('eventId') eventId: string,
    @Query() query: AttendanceListQuery,
  ): Promise<StreamableFile> {
    const { bytes, filename } = await this.lists.draw(eventId, query);
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `inline; filename="${filename}"` });
  }
}
