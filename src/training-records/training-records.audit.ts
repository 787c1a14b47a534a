export const trainingRecordActions = [
  'training_records.recorded',
  'training_records.left_to_check',
  'training_records.revoked',
  'training_records.assigned',
  'training_records.exported',
] as const;
