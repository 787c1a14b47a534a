/** "Ruang SH Sarundajang, Kantor Wali Kota Bitung" */
export const placeOf = (event: { room: string | null; venue: string }) =>
  event.room ? `${event.room}, ${event.venue}` : event.venue;
