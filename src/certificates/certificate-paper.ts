import type { CertificateData, CertificateSession } from '../documents/index.js';
import { type AgendaEntry, letterheadOf, personBlock, placeOf, signatureBlock } from '../events/index.js';
import type { Certificate } from './certificate.entity.js';
import { CertificateErrors } from './certificates.errors.js';
import { printedRole } from './certificate-role.js';
import type { PaperFacts } from './paper-facts.js';

/** What the drawing of one certificate needs of its row. */
export type PaperSubject = Pick<
  Certificate,
  | 'number'
  | 'code'
  | 'printedName'
  | 'nip'
  | 'nrp'
  | 'rank'
  | 'position'
  | 'unitText'
  | 'role'
  | 'title'
  | 'issuer'
  | 'jp'
  | 'attendedJp'
  | 'datedOn'
  | 'reservedAt'
>;

/**
 * The whole content of the two pages. Only stored facts go in, no clock: drawn again after a crash, the same certificate
 * has the same bytes.
 * @throws DomainError CERTIFICATES_NO_SIGNATORY, CERTIFICATES_EVENT_NOT_PUBLISHED
 */
export function certificatePaper(subject: PaperSubject, facts: PaperFacts, origin: string): CertificateData {
  const { event, chair } = facts;
  if (!facts.signatory) throw CertificateErrors.noSignatory();
  if (!event.startsAt || !event.endsAt) throw CertificateErrors.eventNotPublished();
  return {
    number: subject.number,
    letterhead: letterheadOf(facts.organisation),
    holder: {
      name: subject.printedName,
      nip: subject.nip,
      nrp: subject.nrp,
      rank: subject.rank,
      position: subject.position,
      unit: subject.unitText,
    },
    role: printedRole[subject.role],
    event: {
      title: subject.title,
      organiser: subject.issuer,
      startsAt: event.startsAt.toISOString(),
      endsAt: event.endsAt.toISOString(),
      zone: event.zone,
      place: placeOf(event),
    },
    hours: subject.jp,
    attendedHours: subject.attendedJp,
    sessions: taughtSessions(facts.sessions),
    signedAt: { place: event.certificatePlace, date: subject.datedOn },
    signatory: signatureBlock(facts.signatory),
    secondSignatory: chair && personBlock({ ...chair, office: 'Ketua Panitia' }),
    verification: { url: `${origin}/v/${subject.code}`, code: subject.code },
    createdAt: subject.reservedAt.toISOString(),
  };
}

/** Only sessions with hours are taught matter; opening, meals and breaks are not listed. */
function taughtSessions(sessions: AgendaEntry[]): CertificateSession[] {
  return sessions
    .filter((session) => session.jp > 0)
    .map((session) => ({
      title: session.title,
      speakers: session.speakers.map(({ printedName, role }) =>
        role === 'moderator' ? `${printedName} (moderator)` : printedName,
      ),
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
      hours: session.jp,
    }));
}
