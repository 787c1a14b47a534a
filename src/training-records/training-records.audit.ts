export const trainingRecordActions = [
  'training-records.recorded',
  'training-records.left_to_check',
  'training-records.revoked',
  'training-records.assigned',
  'training-records.exported',
] as const;
export type TrainingRecordAction = (typeof trainingRecordActions)[number];
