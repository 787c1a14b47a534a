import { afterAll, describe, expect, it } from '@jest/globals';
import { certificateDrawing } from './certificate.js';
import type { CertificateData } from './documents.types.js';
import { qrPng } from './qr.js';
import { certificate, LETTERHEAD, manySessions } from './testing/examples.js';
import { pdfCheck, pdfFonts, pdfInfo, pdfPixels, pdfText, pdfWords, scanPage } from './testing/tools.js';
import { TypstProcess } from './typst-process.js';

const MM = 72 / 25.4;
const EDGE = { left: 32 * MM, right: (297 - 32) * MM };

const holder = (name: string): Partial<CertificateData> => ({ holder: { ...certificate().holder, name } });

describe('certificates', () => {
  const typst = new TypstProcess();
  const draw = (changes: Partial<CertificateData> = {}) => typst.draw(certificateDrawing(certificate(changes)));
  afterAll(() => typst.close());

  /** No ink between the inner frame and the text, on either side, on any page: nothing ran out of its place. */
  function expectNothingBeyondTheEdges(pdf: Buffer): void {
    const dpi = 75;
    const px = (mm: number) => Math.round((mm * dpi) / 25.4);
    for (let page = 1; page <= pdfInfo(pdf).pages; page += 1) {
      const pixels = pdfPixels(pdf, page, dpi);
      for (const [from, to] of [
        [22.2, 31.3],
        [265.7, 274.8],
      ] as const) {
        for (let x = px(from); x <= px(to); x += 1) {
          for (let y = px(27); y <= px(183); y += 1) {
            if (pixels.grey(x, y) < 150) throw new Error(`ink at ${x},${y} of page ${page}`);
          }
        }
      }
    }
  }

  /** The words of the name on the front page, by line. */
  function linesOf(pdf: Buffer, name: string) {
    const wanted = new Set(name.split(' '));
    const [above = 0, below = 0] = ['diberikan', 'sebagai'].map(
      (word) => pdfWords(pdf, 1).find((w) => w.text === word)?.y,
    );
    const words = pdfWords(pdf, 1).filter((word) => word.y > above && word.y < below && wanted.has(word.text));
    return [...new Set(words.map((word) => Math.round(word.y)))].map((y) =>
      words.filter((word) => Math.round(word.y) === y),
    );
  }

  it('says on its front who took part in what, when, where and for how long', async () => {
    const pdf = await draw();
    const front = pdfText(pdf, 1);
    for (const text of [
      'PEMERINTAH KOTA BITUNG',
      'BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA',
      'Nomor: 800.2.4/0164/BKPSDM/VI/2022',
      'diberikan kepada Stevi Misal, S.IP.',
      'NIP 19860703 201001 1 011',
      'Penata Tingkat I (III/d)',
      'Camat Maesa',
      'Kecamatan Maesa',
      'sebagai peserta dalam Bimbingan Teknis Smart City Tahap 1',
      'yang diselenggarakan oleh Pemerintah Kota Bitung pada tanggal 8 Juni 2022',
      'di Ruang SH Sarundajang, Kantor Wali Kota Bitung, selama 8 (delapan) jam pelajaran.',
      'Bitung, 10 Juni 2022 a.n. Wali Kota Bitung Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia,',
      'Rahel Ibarat, S.STP., M.AP. Pembina Tingkat I (IV/b) NIP 19830921 200212 2 001',
      'Pindai kode ini atau buka bintek.bitung.example/v lalu ketik 7QK4 M2XD 9A5',
    ]) {
      expect(front).toContain(text);
    }
    expect(pdfInfo(pdf)).toMatchObject({
      pages: 2,
      tagged: true,
      title: 'Sertifikat 800.2.4/0164/BKPSDM/VI/2022, Stevi Misal, S.IP.',
      created: '2022-06-10T01:00:00Z',
    });
    expect([Math.round(pdfInfo(pdf).width), Math.round(pdfInfo(pdf).height)]).toEqual([842, 595]);
    expect(pdfFonts(pdf).every((font) => font.embedded && font.unicode)).toBe(true);
    pdfCheck(pdf);
    expectNothingBeyondTheEdges(pdf);
    expect(pdf.length).toBeLessThan(200_000);
  });

  it('lists on its back what was taught, by whom and for how many hours', async () => {
    const back = pdfText(await draw({ attendedHours: 7 }), 2);
    for (const text of [
      'Materi dan jam pelajaran',
      'Bimbingan Teknis Smart City Tahap 1, 8 Juni 2022',
      'Waktu (WITA)',
      'Analisis kesenjangan kesiapan: struktur, infrastruktur, suprastruktur',
      'Deni Umpama, S.Kom., M.T. (moderator)',
      '09.15–10.45',
      'Jumlah jam pelajaran (1 JP = 45 menit)',
      'Kehadiran peserta: 7 dari 8 JP (87,5%)',
      'Bitung, 10 Juni 2022 Ketua Panitia,',
      'Deni Umpama, S.Kom., M.T. Pembina (IV/a) NIP 19781204 200501 1 006',
      'Sertifikat yang dicabut atau diganti dinyatakan tidak berlaku di halaman itu.',
    ]) {
      expect(back).toContain(text);
    }
  });

  it('leaves room for ink and claims no electronic signature', async () => {
    const pdf = await draw();
    expect(pdfText(pdf)).not.toMatch(/elektronik|BSrE|TTE/i);
    const words = pdfWords(pdf, 1);
    const office = words.find((word) => word.text === 'Manusia,');
    const name = words.find((word) => word.text === 'Rahel');
    expect((name?.y ?? 0) - (office?.bottom ?? 0)).toBeGreaterThan(12 * MM);
  });

  it.each([100, 150])('has a code that a scanner reads from a page at %i dpi', async (dpi) => {
    expect(scanPage(await draw(), 1, dpi)).toEqual(['https://bintek.bitung.example/v/7QK4M2XD9A5']);
  });

  it('gives the same bytes for the same data', async () => {
    expect((await draw()).equals(await draw())).toBe(true);
    expect((await draw()).equals(await draw({ createdAt: '2022-06-10T01:00:01Z' }))).toBe(false);
  });

  it.each([
    ['one word', 'Tole', 1],
    ['apostrophes', "Dr. Nur'aini d'Ananda Ma'ruf, S.Pd.I., M.Pd.", 1],
    ['many titles', 'Prof. Dr. Ir. Maria Christine Contoh-Ibarat, S.T., M.T., Ph.D., IPU, ASEAN Eng.', 1],
    [
      '200 signs',
      "Prof. Dr. Ir. Hj. Maria Christine d'Ananda Rumengan-Contoh Nur'aini binti Abdurrahman Al-Ma'mun Perumpamaan, S.T., S.H., S.E., M.T., M.Si., M.Kes., Ph.D., IPU, ASEAN Eng., APEC Eng., CRMO, QIA, CGCAE, FCB.",
      2,
    ],
    ['typed as markup', '#panic() *Tebal* $x$ <label> @nama \\ _miring_', 1],
    ['letters with marks', 'Đặng Žižek-Çelik Ñuñoa Ærø Łódź', 1],
  ])('prints a name of %s whole and within the page', async (_, name, lines) => {
    const pdf = await draw(holder(name));
    expect(pdfInfo(pdf).pages).toBe(2);
    expect(pdfText(pdf, 1)).toContain(name);
    expect(pdfText(pdf, 2)).toContain(name);
    const printed = linesOf(pdf, name);
    expect(printed).toHaveLength(lines);
    expect(printed.flat().every((word) => word.x > EDGE.left - 1 && word.right < EDGE.right + 1)).toBe(true);
    expectNothingBeyondTheEdges(pdf);
  });

  it('breaks a word that is wider than the page between its letters', async () => {
    const pdf = await draw(holder('W'.repeat(120)));
    expect(
      pdfText(pdf, 1)
        .match(/W{20,}/g)
        ?.join(''),
    ).toHaveLength(120);
    expectNothingBeyondTheEdges(pdf);
  });

  it('shrinks a long name and balances it only when it must', async () => {
    const height = async (name: string) => {
      const [line] = linesOf(await draw(holder(name)), name);
      return Math.max(...(line ?? []).map((word) => word.bottom - word.y));
    };
    const short = await height('Stevi Misal');
    const long = await height('Prof. Dr. Ir. Maria Christine Contoh-Ibarat, S.T., M.T., Ph.D., IPU, ASEAN Eng.');
    expect(long / short).toBeGreaterThan(16 / 25 - 0.02);
    expect(long / short).toBeLessThan(0.9);
  });

  it('takes long offices, units, titles and places all at once', async () => {
    const office =
      'Plt. Kepala Bidang Pengelolaan Informasi dan Komunikasi Publik serta Statistik Sektoral dan Persandian';
    const pdf = await draw({
      holder: {
        name: `Prof. Dr. ${'Maria Christine '.repeat(6)}Contoh, S.T., M.T.`,
        nip: '196809171994032001',
        rank: 'Pembina Utama Muda (IV/c)',
        position: office,
        unit: 'Badan Perencanaan Pembangunan, Penelitian, dan Pengembangan Daerah',
      },
      letterhead: { ...LETTERHEAD, office: `${LETTERHEAD.office} dan Pemberdayaan Aparatur Sipil Negara Daerah` },
      event: {
        ...certificate().event,
        title:
          'Bimbingan Teknis Penyusunan Rencana Induk Kota Cerdas dan Program Percepatan bagi Perangkat Daerah dan Pemangku Kepentingan Tahap 1',
        organiser: 'Pemerintah Kota Bitung bersama Universitas Gadjah Mada dan Kementerian Komunikasi dan Informatika',
        endsAt: '2022-07-02T08:00:00Z',
      },
      signatory: { ...certificate().signatory, office },
    });
    expect(pdfInfo(pdf).pages).toBe(2);
    expect(pdfText(pdf, 1)).toContain('pada tanggal 8 Juni s.d. 2 Juli 2022');
    expect(pdfText(pdf, 1).replace(/ /g, '')).toContain(`${office},`.replace(/ /g, ''));
    expectNothingBeyondTheEdges(pdf);
    expect(scanPage(pdf, 1, 150)).toHaveLength(1);
  });

  it('refuses a text that no size makes fit, rather than drawing over the edge', async () => {
    const event = { ...certificate().event, title: 'Bimbingan Teknis '.repeat(250) };
    await expect(draw({ event })).rejects.toMatchObject({ kind: 'rejected' });
  });

  it.each([12, 30])('lists %i sessions of several days, on further pages where needed', async (count) => {
    const event = { ...certificate().event, endsAt: '2022-06-12T08:00:00Z' };
    const pdf = await draw({ event, sessions: manySessions(count), hours: count, attendedHours: count });
    const { pages } = pdfInfo(pdf);
    expect(pages).toBeGreaterThan(2);
    const back = Array.from({ length: pages - 1 }, (_, i) => pdfText(pdf, i + 2)).join(' ');
    for (let i = 1; i <= count; i += 1) expect(back).toContain(`Materi ${i}: penyusunan`);
    expect(back).toContain('Kamis, 9 Juni 2022');
    expect(back).toContain(`halaman ${pages} dari ${pages}`);
    expect(pdfText(pdf, pages)).toContain('Ketua Panitia,');
    expectNothingBeyondTheEdges(pdf);
  });

  it('leaves out what a holder or signatory does not have', async () => {
    const pdf = await draw({
      holder: { name: 'Tole', unit: 'Kelurahan Girian Weru' },
      letterhead: { government: 'Pemerintah Kota Bitung' },
      signatory: { office: 'Wali Kota Bitung', name: 'Ir. Yohana Contoh, M.M.' },
      secondSignatory: null,
    });
    expect(pdfText(pdf, 1)).toContain('Tole Kelurahan Girian Weru sebagai');
    expect(pdfText(pdf, 1)).toContain('Bitung, 10 Juni 2022 Wali Kota Bitung,');
    expect(pdfText(pdf)).not.toMatch(/NIP|a\.n\.|Ketua Panitia|null/);
  });

  it('has no attendance for speakers and committee, whose attendance is not counted', async () => {
    const pdf = await draw({ role: 'narasumber', attendedHours: null });
    expect(pdfText(pdf, 1)).toContain('sebagai narasumber dalam');
    expect(pdfText(pdf, 2)).not.toContain('Kehadiran');
  });

  it('carries the arms that the institution uploaded', async () => {
    const bytes = await qrPng('LAMBANG', 300);
    const pdf = await draw({ letterhead: { ...LETTERHEAD, arms: { format: 'png', bytes } } });
    expect(scanPage(pdf, 1, 150)).toContain('LAMBANG');
  });

  it('names the letters of a name that cannot be printed', async () => {
    await expect(draw(holder('Budi 漢'))).rejects.toMatchObject({ kind: 'rejected', missingLetters: ['漢'] });
  });
});
