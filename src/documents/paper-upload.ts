import { fileTypeFromBuffer } from 'file-type';
import { cleanName, validationFailed, type Upload } from '../common/index.js';
import { examinePdf, type PdfFinding } from './pdf-check.js';
import { type PhotoReading, redrawPhoto } from './photo.js';

/** A paper as a PDF or a photo, in the form in which it may be kept. */
export interface UploadedPaper {
  bytes: Buffer;
  mediaType: 'application/pdf' | 'image/jpeg';
  /** As its sender called it, without folders and unseen signs; to be shown, never to be a path. */
  fileName: string;
}

export const MOST_PAPER_BYTES = 5_000_000;

const PDF_FAULTS: Record<Exclude<PdfFinding, 'fine'>, string> = {
  locked: 'PDF_LOCKED',
  broken: 'PDF_BROKEN',
  heavy: 'PDF_HEAVY',
};
const PHOTO_FAULTS: Record<Extract<PhotoReading, { ok: false }>['reason'], string> = {
  broken: 'PHOTO_BROKEN',
  too_many_pixels: 'PHOTO_TOO_MANY_PIXELS',
};
const LONGEST_NAME = 120;

/**
 * Judges an upload by its content, whatever its name says.
 * @throws DomainError VALIDATION on `file`: PAPER_KIND, PAPER_HEIC, PDF_LOCKED, PDF_BROKEN, PDF_HEAVY, PHOTO_BROKEN,
 *   PHOTO_TOO_MANY_PIXELS.
 */
export async function readPaper({ fileName, bytes }: Pick<Upload, 'fileName' | 'bytes'>): Promise<UploadedPaper> {
  const refuse = (code: string) => validationFailed([{ field: 'file', code }]);
  const type = (await fileTypeFromBuffer(bytes))?.mime;
  if (type === 'application/pdf') {
    const finding = await examinePdf(bytes);
    if (finding !== 'fine') throw refuse(PDF_FAULTS[finding]);
    return { bytes, mediaType: type, fileName: shownName(fileName, 'pdf') };
  }
  if (type === 'image/jpeg' || type === 'image/png') {
    const photo = await redrawPhoto(bytes);
    if (!photo.ok) throw refuse(PHOTO_FAULTS[photo.reason]);
    return { bytes: photo.jpeg, mediaType: 'image/jpeg', fileName: shownName(fileName, 'jpg') };
  }
  throw refuse(type === 'image/heic' || type === 'image/heif' ? 'PAPER_HEIC' : 'PAPER_KIND');
}

function shownName(sent: string, ending: 'pdf' | 'jpg'): string {
  const last = cleanName(sent.split(/[/\\]/).at(-1) ?? '');
  const stem = [...last.replace(/\.[^.]*$/, '')].slice(0, LONGEST_NAME).join('').trim();
  return `${stem || 'berkas'}.${ending}`;
}
