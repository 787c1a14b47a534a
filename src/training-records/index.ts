import { TrainingRecord } from './training-record.entity.js';

export { TrainingRecordsModule } from './training-records.module.js';
export { TrainingRecord };

export const trainingRecordsEntities = [TrainingRecord];
