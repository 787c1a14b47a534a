// Verification page: compares the SHA-256 of a chosen file with the registered one. The file stays on the device.

async function fingerprint(file: File): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const section = document.querySelector<HTMLElement>('[data-file-check]');
const input = section?.querySelector<HTMLInputElement>('input[type=file]');

// WebCrypto exists only on https and loopback.
if (section && input && isSecureContext) {
  section.hidden = false;
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    if (!file) return;
    const found = (await fingerprint(file)) === section.dataset.fileCheck ? 'same' : 'other';
    for (const answer of section.querySelectorAll<HTMLElement>('[data-answer]')) {
      answer.hidden = answer.dataset.answer !== found;
    }
  });
}
