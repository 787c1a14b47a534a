import { ApiProperty } from '@nestjs/swagger';
import { type ConsentPurpose, consentPurposes, type OfficePrefix, officePrefixes } from '../organisation.entity.js';

export class OrganisationView {
  name!: string;
  shortName!: string;
  city!: string;
  province!: string;
  address!: string;
  phone!: string | null;
  website!: string | null;
  email!: string | null;
  zone!: string;
  letterheadOffice!: string;
  siasnInstansiId!: string;
  dataContact!: string;
}

export class SignatoryView {
  id!: string;
  office!: string;
  @ApiProperty({ enum: officePrefixes, enumName: 'OfficePrefix' })
  officePrefix!: OfficePrefix;
  onBehalfOf!: string | null;
  name!: string;
  rank!: string | null;
  nip!: string | null;
}

export class ConsentTextView {
  id!: string;
  @ApiProperty({ enum: consentPurposes, enumName: 'ConsentPurpose' })
  purpose!: ConsentPurpose;
  version!: number;
  bodyId!: string;
  bodyEn!: string;
  createdAt!: Date;
}

export class ProgrammeView {
  id!: string;
  slug!: string;
  name!: string;
  stages!: number;
}

export class RoomView {
  id!: string;
  name!: string;
  seats!: number | null;
}

export class VenueView {
  id!: string;
  name!: string;
  address!: string;
  latitude!: number | null;
  longitude!: number | null;
  rooms!: RoomView[];
}

export class SpeakerView {
  id!: string;
  frontTitle!: string;
  name!: string;
  backTitle!: string;
  printedName!: string;
  affiliation!: string;
}
