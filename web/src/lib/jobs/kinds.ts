import { m } from '$lib/paraglide/messages';

/** Kinds of jobs in words. A kind of a later version shows by its code. */
const kinds: Record<string, () => string> = {
  'mail.send': m.jobs_mail_send,
  'certificates.draw': m.jobs_certificates_draw,
  'certificates.sweep': m.jobs_certificates_sweep,
  'training-records.record': m.jobs_training_records_record,
  'files.sweep': m.jobs_files_sweep,
  'imports.apply': m.jobs_imports_apply,
  'imports.undo': m.jobs_imports_undo,
  'imports.sweep': m.jobs_imports_sweep,
};
export const kindName = (kind: string) => kinds[kind]?.() ?? kind;
export const kindOptions = () => Object.keys(kinds).map((value) => ({ value, label: kindName(value) }));
