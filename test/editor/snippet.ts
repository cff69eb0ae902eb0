/** Snippets as VS Code expands them (its page "Snippets in Visual Studio Code", read 2026-11-24), each placeholder left as it is. */

export interface Snippet {
  readonly scope: string;
  readonly prefix: string;
  readonly body: readonly string[];
  readonly description: string;
}

/** `variables` are the editor's own, such as UUID. Placeholders inside of placeholders are not read. */
export function expandSnippet({ body }: Snippet, variables: Readonly<Record<string, string>>): string {
  const text = body.join('\n');
  const initial = new Map<string, string>();
  for (const [, number = '', what, first = ''] of text.matchAll(/\$\{(\d+)([:|])([^}|,]*)[^}]*\}/g)) {
    const whole = new RegExp(`\\$\\{${number}:((?:[^}\\\\]|\\\\.)*)\\}`).exec(text)?.[1];
    if (!initial.has(number)) initial.set(number, what === '|' ? first : (whole ?? first).replace(/\\([$}\\])/g, '$1'));
  }
  return text.replace(
    /\\([$}\\])|\$\{(\d+)[:|](?:[^}\\]|\\.)*\}|\$(\d+)|\$\{([A-Z_]+)(?::([^}]*))?\}|\$([A-Z_]+)/g,
    (all, escaped?: string, first?: string, again?: string, named?: string, otherwise?: string, bare?: string) => {
      if (escaped !== undefined) return escaped;
      const number = first ?? again;
      if (number !== undefined) return initial.get(number) ?? '';
      const value = variables[named ?? bare ?? ''] ?? otherwise;
      if (value === undefined) throw new Error(`there is no variable ${all}`);
      return value;
    },
  );
}
