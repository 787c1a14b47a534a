import type { CommitmentData, CommitmentSignatory } from './documents.types.js';
import { dateInWords, longDate } from './indonesian.js';
import { letterheadView, numberLine, present } from './paper.js';
import type { Drawing } from './typst-process.js';

const TEXT = '#import "/commitment.typ": commitment\n#commitment(json("/data.json"))';

/** The dates of a commitment are plain days, the same in every zone of the country. */
const ZONE = 'Asia/Makassar';

export function commitmentDrawing(data: CommitmentData): Drawing {
  const letterhead = data.letterhead ? letterheadView(data.letterhead) : undefined;
  return {
    text: TEXT,
    files: letterhead?.files,
    createdAt: new Date(data.createdAt),
    data: {
      title: present(data.title, data.subject).join(': '),
      head: letterhead?.head ?? null,
      arms: letterhead?.arms ?? null,
      heading: data.title,
      subject: data.subject ?? null,
      blocks: [...opening(data), ...textBlocks(data.text)],
      people: data.signatories.map(signatoryView),
      signed: data.signedOn ? `Ditandatangani di ${data.place} pada ${longDate(data.signedOn, ZONE)}.` : null,
    },
  };
}

/** The date in words, unless the text already brings it. */
function opening({ text, signedOn, date, place }: CommitmentData): TextBlock[] {
  if (/^\s*pada hari ini/i.test(text)) return [];
  const day = dateInWords(signedOn ?? date, ZONE);
  return [{ paragraph: `Pada hari ini ${day}, bertempat di ${place}, disepakati komitmen berikut.`, points: [] }];
}

function signatoryView(person: CommitmentSignatory) {
  return {
    name: person.name,
    office: person.office,
    institution: person.institution ?? null,
    lines: present(person.rank, numberLine(person)),
  };
}

/** Either a paragraph or a run of points. */
export interface TextBlock {
  paragraph: string | null;
  points: string[];
}

const POINT = /^\d{1,2}[.)]\s+/;

/**
 * Paragraphs are parted by empty lines; within one, a line that begins with "1." or "1)" opens a point, which goes on over
 * the lines after it. Points are numbered anew when printed.
 */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const part of text.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*\n/)) {
    let current: TextBlock | undefined;
    for (const line of part
      .split('\n')
      .map((each) => each.trim())
      .filter(Boolean)) {
      if (POINT.test(line)) {
        if (!current || current.paragraph !== null) blocks.push((current = { paragraph: null, points: [] }));
        current.points.push(line.replace(POINT, ''));
      } else if (!current) {
        blocks.push((current = { paragraph: line, points: [] }));
      } else if (current.paragraph !== null) {
        current.paragraph += ` ${line}`;
      } else {
        current.points.push(`${current.points.pop()} ${line}`);
      }
    }
  }
  return joinedLists(blocks);
}

/** Points parted by empty lines are still one list. */
function joinedLists(blocks: TextBlock[]): TextBlock[] {
  const joined: TextBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last && last.paragraph === null && block.paragraph === null) last.points.push(...block.points);
    else joined.push(block);
  }
  return joined;
}
