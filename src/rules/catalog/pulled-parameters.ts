interface PulledParameter {
  readonly name: string;
  readonly type: string;
  /** A literal as KQL writes it; a text without its quotes. */
  readonly default?: string;
}

/** Parameters of a saved function as the service writes them: `since:timespan=1h, T:(Id:long), who:string=""`. */
export function pulledParameters(text: string): readonly PulledParameter[] {
  return partsOf(text.replace(/^\s*\(([^]*)\)\s*$/, '$1')).map((part) => {
    const colon = part.indexOf(':');
    const rest = colon < 0 ? '' : part.slice(colon + 1);
    const equals = rest.trimStart().startsWith('(') ? -1 : rest.indexOf('=');
    const name = (colon < 0 ? part : part.slice(0, colon)).trim();
    const type = (equals < 0 ? rest : rest.slice(0, equals)).trim();
    return { name, type, ...(equals < 0 ? {} : { default: plain(rest.slice(equals + 1).trim()) }) };
  });
}

/** At commas that stand in no bracket and no text. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^]/g)) {
    if (token === '(' || token === '[' || token === '{') depth++;
    if (token === ')' || token === ']' || token === '}') depth--;
    if (token === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function plain(literal: string): string {
  const text = /^"((?:[^"\\]|\\.)*)"$|^'((?:[^'\\]|\\.)*)'$/.exec(literal);
  if (text === null) return literal;
  return (text[1] ?? text[2] ?? '').replaceAll(/\\(.)/g, '$1');
}
