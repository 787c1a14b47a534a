import type { Questions } from '../registration/index.js';

type QuestionInput = Parameters<Questions['set']>[2][number];

/** One of each kind that a form of this sort needs; the application's name is asked of those alone who use one. */
export const spbeQuestions: QuestionInput[] = [
  {
    key: 'role',
    kind: 'choice',
    labelId: 'Peran Anda dalam pengelolaan data',
    labelEn: 'Your part in the management of data',
    required: true,
    options: [
      { key: 'guardian', labelId: 'Walidata', labelEn: 'Data guardian' },
      { key: 'producer', labelId: 'Produsen data', labelEn: 'Data producer' },
      { key: 'user', labelId: 'Pengguna data', labelEn: 'Data user' },
    ],
  },
  {
    key: 'tools',
    kind: 'several',
    labelId: 'Alat yang dipakai sehari-hari',
    labelEn: 'Tools of your daily work',
    options: [
      { key: 'sheets', labelId: 'Lembar sebar', labelEn: 'Spreadsheets' },
      { key: 'portal', labelId: 'Portal data kota', labelEn: "The city's data portal" },
      { key: 'sectoral', labelId: 'Aplikasi sektoral', labelEn: 'A sectoral application' },
    ],
  },
  {
    key: 'application',
    kind: 'text',
    labelId: 'Nama aplikasi sektoral',
    labelEn: 'Name of the sectoral application',
    condition: { question: 'tools', options: ['sectoral'] },
  },
  {
    key: 'listed',
    kind: 'consent',
    labelId: 'Saya setuju nama dan unit kerja saya dimuat dalam daftar walidata kota.',
    labelEn: 'I agree that my name and unit stand in the list of data guardians of the city.',
  },
];

/** What people answer, one after the other: the number of the role, those of the tools, the application, the consent. */
export const spbeAnswers: readonly { role: number; tools: number[]; application?: string; listed: boolean }[] = [
  { role: 0, tools: [0, 1], listed: true },
  { role: 1, tools: [2], application: 'Sistem Informasi Puskesmas', listed: true },
  { role: 1, tools: [0, 2], application: 'SIAK Terpusat', listed: false },
  { role: 2, tools: [0], listed: false },
];
