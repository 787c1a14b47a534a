import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const locales = ['id', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The language of an Accept-Language header: English when it comes before Indonesian, else Indonesian. */
export function localeOf(header: string | undefined): Locale {
  const wanted = (header ?? '').toLowerCase().split(',');
  const place = (tag: string) => wanted.findIndex((part) => part.trim().startsWith(tag));
  const english = place('en');
  const indonesian = place('id');
  return english >= 0 && (indonesian < 0 || english < indonesian) ? 'en' : 'id';
}

/** The language that this request wants to be answered in. */
export const RequestLocale = createParamDecorator((_: unknown, context: ExecutionContext): Locale =>
  localeOf(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']),
);
