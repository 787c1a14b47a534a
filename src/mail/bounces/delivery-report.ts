import { type Headers, simpleParser, type SimpleParserOptions } from 'mailparser';

/** What a mail server reports about one recipient (RFC 3464, section 2.3). */
export interface RecipientReport {
  /** As we wrote it and as the reporting server knew it, in lower case: a mail may have been forwarded. */
  addresses: string[];
  action: string;
  /** The words of the server that refused the mail, else its status code; empty where it gave neither. */
  words: string;
}

export interface DeliveryReport {
  /** Of the mail that comes back: its Message-ID from the returned headers, and the id that we gave its envelope. */
  messageId: string | undefined;
  envelopeId: string | undefined;
  recipients: RecipientReport[];
}

const RETURNED = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];
/** Each of our mails has one recipient; a report about more was not written for us alone. */
const MOST_RECIPIENTS = 50;
const WORDS_LENGTH = 1_000;
const options: SimpleParserOptions = {
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
};

/** @returns null for whatever is no delivery status notification: an answer, an absence note, advertising. */
export async function readDeliveryReport(message: Buffer): Promise<DeliveryReport | null> {
  const { attachments } = await simpleParser(message, options);
  const status = attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (!status) return null;
  const [first = '', ...rest] = blocksOf(status.content);
  const returned = attachments.find(({ contentType }) => RETURNED.includes(contentType));
  const recipients = await Promise.all(rest.slice(0, MOST_RECIPIENTS).map(recipientOf));
  return {
    messageId: field(await fieldsOf(blocksOf(returned?.content)[0] ?? ''), 'message-id'),
    envelopeId: field(await fieldsOf(first), 'original-envelope-id'),
    recipients,
  };
}

async function recipientOf(block: string): Promise<RecipientReport> {
  const fields = await fieldsOf(block);
  const addresses = ['original-recipient', 'final-recipient'].flatMap((name) => {
    const address = addressIn(field(fields, name) ?? '');
    return address ? [address, fromXtext(address)] : [];
  });
  const words = withoutType(field(fields, 'diagnostic-code') ?? '') || (field(fields, 'status') ?? '');
  return {
    addresses: [...new Set(addresses)],
    action: (field(fields, 'action') ?? '').toLowerCase(),
    words: words.slice(0, WORDS_LENGTH),
  };
}

/** Groups of header fields with an empty line between them. */
const blocksOf = (content: Buffer | undefined): string[] =>
  (content?.toString() ?? '').split(/(?:\r?\n){2,}/).filter((block) => block.trim() !== '');

const fieldsOf = async (block: string): Promise<Headers> =>
  (await simpleParser(`${block.trim()}\r\n\r\n`, options)).headers;

function field(fields: Headers, name: string): string | undefined {
  const value = [fields.get(name)].flat()[0];
  // Control characters would reach a page and the log of whoever reads the row.
  return typeof value === 'string' ? value.replace(/[\s\x00-\x1f\x7f]+/g, ' ').trim() || undefined : undefined;
}

/** `rfc822; name@host` and `smtp; 550 …` say first of what kind they are. */
const withoutType = (value: string): string => value.replace(/^[\w.-]+\s*;\s*/, '');

const addressIn = (value: string): string => withoutType(value).replace(/^<|>$/g, '').toLowerCase();

/** Some servers report the address as it travelled, with `+2b` for a plus sign (RFC 3461, section 4). */
const fromXtext = (address: string): string =>
  address.replace(/\+([\da-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)).toLowerCase());
