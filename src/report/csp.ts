import { createHash } from 'node:crypto';

/**
 * The policy of a page whose scripts are these, word for word, and nothing else: no script that a rule might bring along,
 * no request to anywhere, no form, no other base address. In browsers that know trusted types, scripts cannot turn text
 * into markup either.
 */
export function contentSecurityPolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.length === 0 ? "'none'" : hashes.join(' ')}`,
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
