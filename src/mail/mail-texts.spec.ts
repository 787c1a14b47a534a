import { describe, expect, it } from '@jest/globals';
import { locales } from '../common/locale.js';
import { text } from '../common/texts.js';
import { mailFaultKinds } from './mail-fault.js';
import { mailActions } from './mail.audit.js';

describe.each(locales)('texts of mail in %s', (locale) => {
  it.each(mailActions)('the audit log words %s', (action) => {
    expect(text(`audit_${action.replace('.', '_')}`, { attempts: 1, kind: 'mail.send' }, locale)).not.toBe('');
  });

  it.each(mailFaultKinds)('the outbox words the fault %s', (kind) => {
    expect(text(`mail_fault_${kind}`, {}, locale)).not.toBe('');
  });
});
