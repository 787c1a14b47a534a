import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import { JobPage, JobsQuery, JobView } from './dto/jobs.dto.js';
import { JobsService } from './jobs.service.js';

@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get()
  @Permit('jobs.read')
  page(@Query() query: JobsQuery): Promise<JobPage> {
    return this.jobs.page(query);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Permit('jobs.retry')
  retry(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<JobView> {
    return this.jobs.retry(id, actor);
  }
}
