import { Entity, Index } from 'typeorm';
import { Id, Int, LongText, Text, Time } from '../database/columns.js';

/** There is one row: the government whose events these are. */
export const organisationId = 'organisation';

@Entity('organisation')
export class Organisation {
  @Id() id!: string;
  @Text('name', 160) name!: string;
  @Text('short_name', 80) shortName!: string;
  @Text('city', 80) city!: string;
  @Text('province', 80) province!: string;
  @Text('address', 300) address!: string;
  @Text('phone', 40, { nullable: true }) phone!: string | null;
  @Text('website', 160, { nullable: true }) website!: string | null;
  @Text('email', 254, { nullable: true }) email!: string | null;
  @Text('zone', 40) zone!: string;
  /** The second line of the letterhead: "Dinas Komunikasi dan Informatika". */
  @Text('letterhead_office', 160) letterheadOffice!: string;
  /** Key of the government in the SIASN reference list. */
  @Text('siasn_instansi_id', 40) siasnInstansiId!: string;
  /** Where people ask about their personal data. */
  @Text('data_contact', 254) dataContact!: string;
}

export const officePrefixes = ['', 'Plt.', 'Plh.', 'Pj.', 'a.n.'] as const;
export type OfficePrefix = (typeof officePrefixes)[number];

/** A person who signs certificates. */
@Entity('signatory')
export class Signatory {
  @Id() id!: string;
  @Text('office', 200) office!: string;
  @Text('office_prefix', 10) officePrefix!: OfficePrefix;
  /** "Wali Kota Bitung": printed "a.n. Wali Kota Bitung" above the office. */
  @Text('on_behalf_of', 200, { nullable: true }) onBehalfOf!: string | null;
  @Text('name', 200) name!: string;
  @Text('rank', 60, { nullable: true }) rank!: string | null;
  @Text('nip', 18, { nullable: true }) nip!: string | null;
}

export const consentPurposes = ['photo', 'whatsapp'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** A text people agree to. Never changed: another wording is another version, since a consent is proven by its text. */
@Entity('consent_text')
@Index('consent_text_version', ['purpose', 'version'], { unique: true })
export class ConsentText {
  @Id() id!: string;
  @Text('purpose', 20) purpose!: ConsentPurpose;
  @Int('version') version!: number;
  @LongText('body_id') bodyId!: string;
  @LongText('body_en') bodyEn!: string;
  @Time('created_at') createdAt!: Date;
}
