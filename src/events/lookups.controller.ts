import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import { printedName } from '../directory/index.js';
import {
  ConsentTextInput,
  OrganisationInput,
  ProgrammeInput,
  SignatoryInput,
  SpeakerInput,
  VenueInput,
} from './dto/lookups.input.js';
import {
  ConsentTextView,
  OrganisationView,
  ProgrammeView,
  SignatoryView,
  SpeakerView,
  VenueView,
} from './dto/lookups.views.js';
import { Lookups } from './lookups.service.js';
import type { Speaker } from './session.entity.js';

/** The organisation's settings, and the lists an organiser picks from. */
@Permit('lookups.read')
@Controller()
export class LookupsController {
  constructor(private readonly lookups: Lookups) {}

  @Get('organisation')
  organisation(): Promise<OrganisationView> {
    return this.lookups.organisation();
  }

  @Permit('organisation.edit')
  @Put('organisation')
  setOrganisation(@CurrentActor() actor: Actor, @Body() input: OrganisationInput): Promise<OrganisationView> {
    return this.lookups.setOrganisation(actor, input);
  }

  @Get('consent-texts')
  consentTexts(): Promise<ConsentTextView[]> {
    return this.lookups.consentTexts();
  }

  /** Adds a version; consents given to the one before keep its text. */
  @Permit('organisation.edit')
  @Post('consent-texts')
  addConsentText(@CurrentActor() actor: Actor, @Body() input: ConsentTextInput): Promise<ConsentTextView> {
    return this.lookups.addConsentText(actor, input);
  }

  @Get('signatories')
  signatories(): Promise<SignatoryView[]> {
    return this.lookups.signatories();
  }

  @Permit('lookups.edit')
  @Post('signatories')
  addSignatory(@CurrentActor() actor: Actor, @Body() input: SignatoryInput): Promise<SignatoryView> {
    return this.lookups.addSignatory(actor, input);
  }

  @Get('programmes')
  programmes(): Promise<ProgrammeView[]> {
    return this.lookups.programmes();
  }

  @Permit('lookups.edit')
  @Post('programmes')
  addProgramme(@CurrentActor() actor: Actor, @Body() input: ProgrammeInput): Promise<ProgrammeView> {
    return this.lookups.addProgramme(actor, input);
  }

  @Get('venues')
  venues(): Promise<VenueView[]> {
    return this.lookups.venues();
  }

  @Permit('lookups.edit')
  @Post('venues')
  addVenue(@CurrentActor() actor: Actor, @Body() input: VenueInput): Promise<VenueView> {
    return this.lookups.addVenue(actor, input);
  }

  @Get('speakers')
  async speakers(): Promise<SpeakerView[]> {
    return (await this.lookups.speakers()).map(speakerView);
  }

  @Permit('lookups.edit')
  @Post('speakers')
  async addSpeaker(@CurrentActor() actor: Actor, @Body() input: SpeakerInput): Promise<SpeakerView> {
    return speakerView(await this.lookups.addSpeaker(actor, input));
  }
}

const speakerView = (speaker: Speaker): SpeakerView => ({ ...speaker, printedName: printedName(speaker) });
