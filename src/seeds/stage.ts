import type { Actor } from '../common/index.js';
import { agendaOf, wita } from './agenda.js';
import type { DemoWorld } from './demo-world.js';
import { actingHead, assistant, expert, mayor, personnelHead, policeChief } from './known-people.js';
import type { DemoEmployee, DemoPerson } from './demo-person.js';
import type { Settings } from './settings.js';
import { demoUnits, districtCodes } from './units.js';

export interface StagePlan {
  stage: number;
  /** The day, `yyyy-mm-dd`. */
  date: string;
  draftedAt: Date;
  publishedAt: Date;
  opensAt: Date;
  closesAt: Date;
  /** Seats of the offices, of districts with their villages, of partners. */
  seats: [whole: number, offices: number, districts: number, partners: number];
}

const title = (stage: number): string => `Bimbingan Teknis Smart City Tahap ${stage}`;
export const slugOfStage = (stage: number): string => `smart-city-tahap-${stage}`;

const summaries: Readonly<Record<number, string>> = {
  1: 'Langkah pertama menuju masterplan smart city: arah kebijakan, analisis kesiapan daerah, dan pilihan quick win bersama tim ahli Universitas Gadjah Mada.',
  2: 'Lanjutan Tahap 1: menajamkan analisis enam dimensi, menyusun rancangan masterplan, dan menetapkan quick win tiap perangkat daerah.',
};

const commitmentBody = `Kami yang bertanda tangan di bawah ini berkomitmen mendukung Gerakan Menuju Smart City Kota Bitung dengan:

1. Menyusun masterplan smart city Kota Bitung dan menjalankannya secara bertahap.
2. Menyediakan data yang benar dan terbuka bagi perencanaan dan pelayanan publik.
3. Mewujudkan quick win di perangkat daerah masing-masing.
4. Bekerja bersama perguruan tinggi, dunia usaha, dan masyarakat.

Komitmen ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.`;

export const printed = ({
  frontTitle,
  name,
  backTitle,
}: Pick<DemoPerson, 'frontTitle' | 'name' | 'backTitle'>): string =>
  [[frontTitle, name].filter(Boolean).join(' '), backTitle].filter(Boolean).join(', ');
export const block = (
  person: Pick<DemoEmployee, 'frontTitle' | 'name' | 'backTitle' | 'position' | 'rank' | 'nip'>,
) => ({
  name: printed(person),
  office: person.position,
  rank: person.rank,
  nip: person.nip,
});

/** Makes a stage of the programme as its committee would, and publishes it. @returns its id. */
export async function publishStage(
  world: DemoWorld,
  actor: Actor,
  settings: Settings,
  { stage, date, draftedAt, publishedAt, opensAt, closesAt, seats }: StagePlan,
): Promise<string> {
  const [whole, offices, districts, partners] = seats;
  const ofOffices = demoUnits.filter(({ parentCode, sort }) => !parentCode && sort !== 'district');
  world.clock.set(draftedAt);
  const id = await world.drafts.create(actor, {
    title: title(stage),
    slug: slugOfStage(stage),
    summary: summaries[stage] ?? '',
    bring: [
      'Surat tugas dari pimpinan (PDF atau foto). Boleh menyusul.',
      'Kartu pegawai atau catatan NIP, untuk PNS dan PPPK.',
      'Satu laptop per perangkat daerah untuk diskusi kelompok.',
    ],
    programmeId: settings.programmeId,
    stage,
    venueId: settings.venueId,
    roomId: settings.roomId,
    organiserName: 'Dinas Komunikasi dan Informatika',
    organiserUnitId: world.unitId('DISKOMINFO'),
    registrationOpensAt: opensAt,
    registrationClosesAt: closesAt,
    cancelUntil: wita(date, '00:00'),
    numberCode: '800.2.4',
    numberUnit: 'BKPSDM',
    // Three numbers of the year's register stand on paper already.
    numberStart: 4,
    certificateSignatoryId: settings.signatoryId,
    capacity: whole,
    inner: [
      { name: 'Perangkat daerah', capacity: offices, unitIds: ofOffices.map(({ code }) => world.unitId(code)) },
      {
        name: 'Kecamatan dan kelurahan',
        capacity: districts,
        unitIds: districtCodes.map((code) => world.unitId(code)),
      },
      { name: 'Mitra', capacity: partners, kinds: ['guest'] },
    ],
    sessions: agendaOf(date, settings.speakers),
  });
  await world.papers.setCommittee(actor, id, {
    members: [
      { role: 'chair', ...block(actingHead), office: 'Ketua Panitia' },
      { role: 'secretary', name: 'Meiske Perumpamaan', office: 'Sekretaris Panitia' },
      { role: 'member', ...block(assistant), office: 'Pengarah' },
    ],
  });
  await world.papers.setCommitment(actor, id, {
    title: 'Komitmen Bersama',
    body: commitmentBody,
    signatories: [
      mayor,
      { name: printed(expert), office: expert.affiliation },
      block(actingHead),
      block(personnelHead),
      { name: printed(policeChief), office: policeChief.position },
    ],
  });
  world.clock.set(publishedAt);
  await world.publications.publish(actor, id);
  return id;
}
