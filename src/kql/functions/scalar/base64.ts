/** Text of UTF-8 bytes; bytes that are none have no text (facts: kql-semantics 2.27, measured). */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The bytes of base64 text; null for what is none. */
export function base64(text: string): Buffer | null {
  const clean = text.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(clean) && clean.length % 4 === 0 ? Buffer.from(clean, 'base64') : null;
}
