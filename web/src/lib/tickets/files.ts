/** As the API takes them; an iPhone that reads this list turns its own format into JPEG. */
export const acceptedFiles = 'application/pdf,image/jpeg,image/png';
export const largestFile = 5_000_000;
