import type { CertificateData, CertificateSession } from './documents.types.js';
import { clockRange, dateRange, inZone, longDate, numberInWords, plainDate, zoneName } from './indonesian.js';
import { letterheadView, numberLine, present, signatoryView } from './paper.js';
import { qrMatrix, svgOf } from './qr.js';
import type { Drawing } from './typst-process.js';

const TEXT = '#import "/certificate.typ": certificate\n#certificate(json("/data.json"))';

const DECIMALS = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 });

export function certificateDrawing(data: CertificateData): Drawing {
  const { head, arms, files } = letterheadView(data.letterhead);
  const { event, holder, verification } = data;
  const address = printedAddress(verification.url);
  const code = qrMatrix(verification.url);
  const date = dateRange(event.startsAt, event.endsAt, event.zone);
  return {
    text: TEXT,
    files,
    createdAt: new Date(data.createdAt),
    data: {
      title: `Sertifikat ${data.number}, ${holder.name}`,
      head,
      arms,
      number: data.number,
      name: holder.name,
      identity: present(numberLine(holder), holder.rank, holder.position, holder.unit),
      role: data.role,
      event: {
        title: event.title,
        titleAndDate: `${event.title}, ${date}`,
        sentence: [`yang diselenggarakan oleh ${event.organiser} pada tanggal ${date}`, placeAndHours(data)],
      },
      qr: { svg: svgOf(code), side: code.length },
      verification: { url: verification.url, address, code: inGroups(verification.code) },
      placeAndDate: `${data.signedAt.place}, ${plainDate(data.signedAt.date, event.zone)}`,
      signatory: signatoryView(data.signatory),
      second: data.secondSignatory ? signatoryView(data.secondSignatory) : null,
      zone: zoneName(event.zone),
      hours: data.hours,
      days: days(data.sessions, event.zone),
      attendance: attendance(data.hours, data.attendedHours),
      note:
        `Keaslian sertifikat ini diperiksa dengan kode QR di halaman depan atau di ${address}. ` +
        'Sertifikat yang dicabut atau diganti dinyatakan tidak berlaku di halaman itu.',
    },
  };
}

function placeAndHours({ event, hours }: CertificateData): string {
  const duration = hours > 0 ? `, selama ${hours} (${numberInWords(hours)}) jam pelajaran` : '';
  return `di ${event.place}${duration}.`;
}

function attendance(total: number, attended: number | null | undefined) {
  if (attended === null || attended === undefined || total <= 0) return null;
  const share = DECIMALS.format((attended / total) * 100);
  return { attended, text: `Kehadiran peserta: ${attended} dari ${total} JP (${share}%)` };
}

/** Days get their own heading only where there is more than one. */
function days(sessions: CertificateSession[], zone: string) {
  const byDay = new Map<string, CertificateSession[]>();
  for (const session of sessions) {
    const day = inZone(session.startsAt, zone).toISODate();
    byDay.set(day, [...(byDay.get(day) ?? []), session]);
  }
  let number = 0;
  return [...byDay].map(([day, onDay]) => ({
    heading: byDay.size > 1 ? longDate(day, zone) : null,
    sessions: onDay.map((session) => ({
      number: (number += 1),
      title: session.title,
      speakers: session.speakers,
      time: clockRange(session.startsAt, session.endsAt, zone),
      hours: session.hours,
    })),
  }));
}

/** "https://bintek.bitung.example/v/7QK4…" is typed as "bintek.bitung.example/v". */
function printedAddress(url: string): string {
  const { host, pathname } = new URL(url);
  return (host + pathname.slice(0, pathname.lastIndexOf('/'))).toLowerCase();
}

function inGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? code;
}
