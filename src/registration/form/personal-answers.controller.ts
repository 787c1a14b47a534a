import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';
import { Public } from '../../common/access/index.js';
import { type Actor, CurrentActor } from '../../common/index.js';
import { PersonalPage, RejectOfferDto } from '../dto/personal.dto.js';
import { PersonalAnswers } from './personal-answers.service.js';

@Public()
@Controller('public')
export class PersonalAnswersController {
  constructor(private readonly answers: PersonalAnswers) {}

  @Get('proofs/:token')
  @Header('cache-control', 'no-store')
  proof(@Param('token') token: string): Promise<PersonalPage> {
    return this.answers.showProof(token);
  }

  @Post('proofs/:token')
  @HttpCode(200)
  prove(@Param('token') token: string, @CurrentActor() actor: Actor): Promise<PersonalPage> {
    return this.answers.prove(token, actor);
  }

  @Post('tickets/:token/proof')
  @HttpCode(204)
  @ApiNoContentResponse()
  sendProofAgain(@Param('token') token: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.answers.sendProofAgain(token, actor);
  }

  @Get('offers/:token')
  @Header('cache-control', 'no-store')
  offer(@Param('token') token: string): Promise<PersonalPage> {
    return this.answers.showOffer(token);
  }

  @Post('offers/:token/accept')
  @HttpCode(200)
  accept(@Param('token') token: string, @CurrentActor() actor: Actor): Promise<PersonalPage> {
    return this.answers.acceptOffer(token, actor);
  }

  @Post('offers/:token/reject')
  @HttpCode(200)
  reject(
    @Param('token') token: string,
    @Body() { leave }: RejectOfferDto,
    @CurrentActor() actor: Actor,
  ): Promise<PersonalPage> {
    return this.answers.rejectOffer(token, leave, actor);
  }

  @Post('tickets/:token/offer/accept')
  @HttpCode(200)
  acceptOnTicket(@Param('token') token: string, @CurrentActor() actor: Actor): Promise<PersonalPage> {
    return this.answers.acceptOnTicket(token, actor);
  }

  @Post('tickets/:token/offer/reject')
  @HttpCode(200)
  rejectOnTicket(
    @Param('token') token: string,
    @Body() { leave }: RejectOfferDto,
    @CurrentActor() actor: Actor,
  ): Promise<PersonalPage> {
    return this.answers.rejectOnTicket(token, leave, actor);
  }
}
