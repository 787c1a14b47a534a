import type { Role } from '../src/common/access/index.js';

export interface Persona {
  /** Null: signed in, and without any right. */
  role: Role | null;
  name: string;
  office: string;
}

/** The people of the tests, one for each role. A participant needs no account: see `factories/applicants.ts`. */
export const personas = {
  admin: { role: 'admin', name: 'Yohanis Lumentut', office: 'Dinas Komunikasi dan Informatika' },
  organiser: { role: 'organiser', name: 'Grace Wowor', office: 'Dinas Komunikasi dan Informatika' },
  supervisor: { role: 'supervisor', name: 'Deysi Rumengan', office: 'Dinas Komunikasi dan Informatika' },
  gate: { role: 'gate', name: 'Rivaldo Mantiri', office: 'Dinas Komunikasi dan Informatika' },
  hr: { role: 'hr', name: 'Meike Sondakh', office: 'BKPSDM' },
  auditor: { role: 'auditor', name: 'Hendrik Kalalo', office: 'Inspektorat' },
  stranger: { role: null, name: 'Orang Lain', office: 'Kecamatan Madidir' },
} as const satisfies Record<string, Persona>;

export type PersonaName = keyof typeof personas;

export const PASSWORD = 'sandi untuk pengujian saja';
