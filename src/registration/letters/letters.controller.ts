import { Body, Controller, Get, Header, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Permit } from '../../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../../common/index.js';
import { FileAnswers } from '../questions/file-answers.service.js';
import { LetterReminders } from './letter-reminders.service.js';
import { LettersOverview, PersonPapers, RemindersSent, RemindInput } from './letters.dto.js';
import { Letters, type SentFile } from './letters.service.js';
import { PersonPapersService } from './person-papers.service.js';

const FILE = { content: { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } } };

/** What organisers see of the papers that people sent. */
@Controller('events/:eventId')
export class LettersController {
  constructor(
    private readonly letters: Letters,
    private readonly reminders: LetterReminders,
    private readonly files: FileAnswers,
    private readonly papers: PersonPapersService,
  ) {}

  @Get('letters')
  @Permit('registrations.list')
  overview(@Param('eventId') eventId: string): Promise<LettersOverview> {
    return this.reminders.overview(eventId);
  }

  @Post('letters/remind')
  @HttpCode(200)
  @Permit('registrations.manage')
  remind(
    @Param('eventId') eventId: string,
    @Body() { ids }: RemindInput,
    @CurrentActor() actor: Actor,
  ): Promise<RemindersSent> {
    return ids ? this.reminders.remind(eventId, ids, actor) : this.reminders.remindAll(eventId, actor);
  }

  @Get('registrations/:registrationId/papers')
  @Permit('registrations.list')
  ofPerson(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @RequestLocale() locale: Locale,
  ): Promise<PersonPapers> {
    return this.papers.of(eventId, registrationId, locale);
  }

  @Get('registrations/:registrationId/letter')
  @Permit('registrations.files')
  @Header('cache-control', 'no-store')
  @ApiOkResponse(FILE)
  async letter(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
  ): Promise<StreamableFile> {
    return fileAnswer(await this.letters.ofPerson(eventId, registrationId));
  }

  @Get('registrations/:registrationId/answers/:questionId/file')
  @Permit('registrations.files')
  @Header('cache-control', 'no-store')
  @ApiOkResponse(FILE)
  async answer(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @Param('questionId') questionId: string,
  ): Promise<StreamableFile> {
    return fileAnswer(await this.files.ofPerson(eventId, registrationId, questionId));
  }
}

/** To be looked at in the browser; of the sender's name nothing enters a header. */
export const fileAnswer = ({ bytes, mediaType }: SentFile): StreamableFile =>
  new StreamableFile(bytes, {
    type: mediaType,
    length: bytes.length,
    disposition: `inline; filename="berkas.${mediaType === 'application/pdf' ? 'pdf' : 'jpg'}"`,
  });
