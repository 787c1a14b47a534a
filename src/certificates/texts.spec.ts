import { describe, expect, test } from '@jest/globals';
import { hasText } from '../common/index.js';
import { certificateActions } from './certificates.audit.js';
import { CertificateErrors } from './certificates.errors.js';
import { ineligibleReasons } from './eligibility.js';
import { openReasons } from './eligibility-text.js';

const codes = [
  ...Object.values(CertificateErrors).map((make) => (make as (...values: unknown[]) => { code: string })([], '').code),
  ...ineligibleReasons.map((reason) => `INELIGIBLE_${reason}`),
  ...openReasons.map((reason) => `INELIGIBLE_${reason}_SO_FAR`),
  'DRAWING_LETTERS',
  'DRAWING_REFUSED',
  'DRAWING_BROKEN',
];

describe('texts of certificates', () => {
  test.each(codes)('%s has a sentence', (code) => {
    expect(hasText(`error_${code.toLowerCase()}`)).toBe(true);
  });

  test.each(certificateActions)('%s has words in the audit log', (action) => {
    expect(hasText(`audit_${action.replace('.', '_')}`)).toBe(true);
  });
});
