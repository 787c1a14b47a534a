import { dayText, momentText, text } from '../../common/index.js';
import { m as texts } from '../../common/messages/messages.js';
import { type NamedEvent, placeOf } from '../../events/index.js';
import { printedNameOf } from '../form/applicant.js';
import type { Registration } from '../registration.entity.js';

/** A message that is ready to be sent: who presses send is a person, in his own WhatsApp. */
export function whatsAppMessage(
  event: NamedEvent,
  registration: Registration,
  facts: { place: number | null; page: string },
): { link: string; text: string } {
  const { locale, holdUntil, status, phone } = registration;
  const until = holdUntil ? momentText(holdUntil, event.zone, locale) : '';
  const opening = texts.mail_whatsapp_opening(
    {
      name: printedNameOf(registration),
      event: event.title,
      when: event.startsAt ? dayText(event.startsAt, event.zone, locale) : '',
      where: placeOf(event),
    },
    { locale },
  );
  const standing = text(`mail_whatsapp_${status}`, { until, place: String(facts.place ?? '') }, locale);
  const message = `${opening} ${standing} ${facts.page}`;
  // The address takes digits alone, without the plus.
  return { link: `https://wa.me/${phone.replace(/\D/g, '')}?text=${encodeURIComponent(message)}`, text: message };
}
