type Verify = (
  publicKey: string,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
) => Promise<boolean>;

let chosen: Promise<Verify> | undefined;

/** By the phone's own WebCrypto where it knows Ed25519, else by a library that is fetched only then. */
export const verifyEd25519: Verify = async (...asked) => {
  // The library may not have come: newer browsers fetch it again for the next one, older ones after a reload.
  chosen ??= choose().catch((error: unknown) => {
    chosen = undefined;
    throw error;
  });
  return (await chosen)(...asked);
};

async function choose(): Promise<Verify> {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32), 'Ed25519', false, ['verify']);
    return native;
  } catch {
    const { verifyAsync } = await import('@noble/ed25519');
    return (publicKey, signature, signed) => verifyAsync(signature, signed, bytesOf(publicKey));
  }
}

const native: Verify = async (publicKey, signature, signed) => {
  const key = await crypto.subtle.importKey('raw', bytesOf(publicKey), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, signed);
};

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
