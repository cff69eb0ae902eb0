const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};

/** The value of one KQL string literal token: quoted, verbatim (`@`), obfuscated (`h`) or multi-line. */
export function stringLiteralValue(token: string): string {
  const [, verbatim = '', rest = ''] = /^[hH]?(@?)[hH]?([\s\S]*)$/.exec(token) ?? [];
  const fence = /^(```|~~~)/.exec(rest)?.[1];
  if (fence !== undefined) return rest.slice(3, rest.endsWith(fence) ? -3 : undefined).replace(/^\r?\n/, '');
  const quote = rest.charAt(0);
  const body = rest.slice(1, -1);
  if (verbatim === '@') return body.replaceAll(quote + quote, quote);
  return body.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/g,
    (_, four?: string, eight?: string, two?: string, octal?: string, other?: string) => {
      const hex = four ?? eight ?? two;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      return ESCAPES[other ?? ''] ?? other ?? '';
    },
  );
}
