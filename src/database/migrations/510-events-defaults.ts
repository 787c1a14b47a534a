import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The settings of the government this is made for; changed on the settings page. */
const organisation = {
  id: 'organisation',
  name: 'Pemerintah Kota Bitung',
  short_name: 'Kota Bitung',
  city: 'Bitung',
  province: 'Sulawesi Utara',
  address: 'Kantor Wali Kota Bitung, Sulawesi Utara',
  zone: 'Asia/Makassar',
  letterhead_office: 'Dinas Komunikasi dan Informatika',
  siasn_instansi_id: 'A5EB03E23BB0F6A0E040640A040252AD',
  data_contact: 'Dinas Komunikasi dan Informatika Kota Bitung',
};

/** First wordings, one per purpose, as UU 27/2022 art. 21–22 asks: apart, in plain words, with purpose and withdrawal. */
const consentTexts = [
  {
    id: '01800000-0000-7000-8000-000000000501',
    purpose: 'photo',
    body_id:
      'Saya setuju foto kegiatan yang memuat saya dipublikasikan di laman dan media sosial Pemerintah Kota (opsional). Persetujuan dapat ditarik kapan saja melalui panitia.',
    body_en:
      'I agree that photos of the event that show me are published on the website and social media of the city government (optional). I can withdraw this at any time through the committee.',
  },
  {
    id: '01800000-0000-7000-8000-000000000502',
    purpose: 'whatsapp',
    body_id:
      'Saya bersedia menerima pengingat kegiatan ini lewat WhatsApp ke nomor HP saya (opsional). Persetujuan dapat ditarik kapan saja melalui panitia.',
    body_en:
      'I agree to be reminded of this event by WhatsApp on my mobile number (optional). I can withdraw this at any time through the committee.',
  },
];

export class EventsDefaults1700000000510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await insert(runner, 'organisation', organisation);
    for (const text of consentTexts) {
      await insert(runner, 'consent_text', { ...text, version: 1, created_at: '2022-01-01 00:00:00.000' });
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM consent_text');
    await runner.query('DELETE FROM organisation');
  }
}

/** Plain SQL: the entities of a later version may have columns that this table has not got yet. */
async function insert(runner: QueryRunner, table: string, row: Record<string, string | number>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  await runner.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, Object.values(row));
}
