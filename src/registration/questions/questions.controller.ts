import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Permit, Public } from '../../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../../common/index.js';
import { Problem } from '../../common/problem.js';
import { AskedForm, QuestionFormInput, QuestionFormView } from './questions.dto.js';
import { Questions } from './questions.service.js';

@Controller()
export class QuestionsController {
  constructor(private readonly questions: Questions) {}

  @Get('events/:eventId/questions')
  @Permit('events.read')
  form(@Param('eventId') eventId: string): Promise<QuestionFormView> {
    return this.questions.form(eventId);
  }

  @Put('events/:eventId/questions')
  @Permit('events.edit')
  @ApiUnprocessableEntityResponse({ type: Problem })
  async set(
    @CurrentActor() actor: Actor,
    @Param('eventId') eventId: string,
    @Body() { questions }: QuestionFormInput,
  ): Promise<QuestionFormView> {
    await this.questions.set(actor, eventId, questions);
    return this.questions.form(eventId);
  }

  @Public()
  @Get('public/events/:slug/questions')
  asked(@Param('slug') slug: string, @RequestLocale() locale: Locale): Promise<AskedForm> {
    return this.questions.asked(slug, locale);
  }
}
