/** Pages carry no framework in the browser, but for the console and the door, which say so in their own layout. */
export const csr = false;
