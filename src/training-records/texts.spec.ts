import { describe, expect, test } from '@jest/globals';
import { hasText } from '../common/index.js';
import { trainingRecordActions } from './training-records.audit.js';
import { TrainingRecordErrors } from './training-records.errors.js';

describe('texts of training records', () => {
  test.each(Object.values(TrainingRecordErrors).map((make) => make().code))('%s has a sentence', (code) => {
    expect(hasText(`error_${code.toLowerCase()}`)).toBe(true);
  });

  test.each(trainingRecordActions)('%s has words in the audit log', (action) => {
    expect(hasText(`audit_${action.replace(/[.-]/g, '_')}`)).toBe(true);
  });
});
