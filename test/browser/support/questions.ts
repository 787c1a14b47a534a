import type { APIRequestContext } from '@playwright/test';

const options = (...words: string[]) => words.map((word) => ({ key: word, labelId: word }));

/** Asks for the letter, and puts one question of most kinds on the form, one of them with a condition. */
export async function askQuestions(api: APIRequestContext, eventId: string): Promise<void> {
  const questions = [
    { key: 'stay', kind: 'choice', labelId: 'Apakah Anda menginap?', required: true, options: options('Ya', 'Tidak') },
    {
      key: 'room',
      kind: 'text',
      labelId: 'Teman sekamar',
      required: true,
      condition: { question: 'stay', options: ['Ya'] },
    },
    { key: 'group', kind: 'several', labelId: 'Kelompok diskusi', options: options('Ekonomi', 'Lingkungan') },
    { key: 'years', kind: 'number', labelId: 'Masa kerja (tahun)' },
    { key: 'all', kind: 'consent', labelId: 'Saya mengikuti seluruh sesi.', required: true },
  ];
  const asked = await api.put(`/api/events/${eventId}/questions`, { data: { questions } });
  const ruled = await api.patch(`/api/events/${eventId}`, { data: { letterRule: 'required' } });
  if (!asked.ok() || !ruled.ok()) throw new Error(`${await asked.text()} ${await ruled.text()}`);
}
