/** Names as they are common in North Sulawesi, put together by chance: nobody in particular. */
const words = (list: string): string[] => list.split(' ');

export const womensNames = words(
  'Maria Meiske Olvie Novita Grace Deasy Fonny Yulin Sintje Merry Jeane Vonny Lidya Anastasia Christin Debby Elisabeth Fitriani Ramla Nurhayati Siti Aisyah Rosmini Selvie Treisje Welmy Yanti Zubaidah Ivonne Herlina Greisye Feybe Marlina Syultje Telma Ribka Natalia Indah Rahmawati Kartini',
);
export const mensNames = words(
  'Hengky Ronald Fransiskus Ferdinand Jemmy Albert Yosep Stenly Denny Frangky Rivaldo Meidy Noldy Jantje Ventje Robby Maxi Christian Abdul Rahmat Irwan Syamsul Hamid Ridwan Alfian Steven Fredrik Jeffry Reynold Hendrik Markus Yohanis Valentino Sonny Arter Berty Donald Efraim Glenn Harly',
);
export const middleNames = words(
  'Ronny Agustina Christine Sari Dewi Lestari Nur Hasan Junior Angelina Theresia Paulus Johanes Fitri Ayu Rizky Putra Indra Magdalena Patricia',
);
export const familyNames = words(
  'Makalalag Wowor Sondakh Tumbelaka Katuuk Sompotan Rumengan Wullur Makalew Lasabuda Paputungan Mantiri Pangemanan Lumentut Rondonuwu Kaunang Lengkong Sumual Rumondor Wantah Kalalo Tangkilisan Mokodompit Datunsolang Bawole Takalamingan Salindeho Manoppo Potabuga Lasut Karundeng Tulandi Mamonto Supit Langi Wagiu Rorong Pontoh Umboh Tatimu Hasan Lahamade Bawotong Mangundap Kansil Pinontoan Mamuaja Kindangen Palar Rawung Sangari Tamboto Undap Waworuntu Kumaat',
);
