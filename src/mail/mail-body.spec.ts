import { describe, expect, it } from '@jest/globals';
import { mailBody } from './mail-body.js';
import type { MailContent } from './mail-content.js';

const content: MailContent = {
  locale: 'id',
  preview: 'Tiket Anda',
  heading: 'Anda terdaftar',
  greeting: "Yth. Siti Nur'aini <Lumentut>,",
  blocks: [
    { kind: 'paragraph', text: 'Baris satu\nBaris "dua" & tiga' },
    { kind: 'facts', rows: [{ label: 'Tempat', value: 'Ruang SH Sarundajang\nKantor Wali Kota' }] },
    { kind: 'picture', cid: 'qr', alt: 'Kode QR', width: 240, caption: 'Tunjukkan kode ini di pintu' },
    { kind: 'code', label: 'Kode tiket', code: 'ABCD-1234' },
    { kind: 'button', label: 'Lihat tiket', url: 'https://bintek.example/t/a?b=1&c=2' },
    { kind: 'notice', text: 'Nomor 12 di daftar tunggu', tone: 'wait' },
    { kind: 'note', text: 'Batal sampai 5 Juni' },
  ],
  footer: ['Dinas Kominfo Kota Bitung', 'Dikirim karena Anda mendaftar'],
};

describe('mailBody', () => {
  const { html, text } = mailBody(content);

  it('escapes whatever people typed', () => {
    expect(html).toContain('Yth. Siti Nur&#39;aini &lt;Lumentut&gt;,');
    expect(html).toContain('Baris satu<br>Baris &quot;dua&quot; &amp; tiga');
    expect(html).toContain('href="https://bintek.example/t/a?b=1&amp;c=2"');
  });

  it('names its language and stays within 600 px', () => {
    expect(html).toContain('<html lang="id">');
    expect(html).toContain('max-width:600px');
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/<link|@import|url\(/);
  });

  it('says everything in the text part as well', () => {
    for (const words of [
      'Anda terdaftar',
      'Baris satu',
      'Tempat: Ruang SH Sarundajang, Kantor Wali Kota',
      'ABCD-1234',
    ]) {
      expect(text).toContain(words);
    }
    for (const words of ['https://bintek.example/t/a?b=1&c=2', 'Nomor 12 di daftar tunggu', 'Batal sampai 5 Juni']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('-- \nDinas Kominfo Kota Bitung\nDikirim karena Anda mendaftar');
  });
});
