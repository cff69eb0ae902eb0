/** XML of which `parse_xml` makes this value: `@name` is an attribute, `#text` the text, a list the same element again. */
export function xmlText(value: unknown): string {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  // a document has one element: what else there is goes into it
  const root = entries.find(([, each]) => typeof each === 'object' && !Array.isArray(each));
  if (root === undefined) return element('DataItem', value);
  return element(root[0], { ...Object.fromEntries(entries.filter((entry) => entry !== root)), ...root[1] });
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => element(name, each)).join('');
  if (typeof value !== 'object' || value === null) return `<${name}>${escaped(value)}</${name}>`;
  const entries = Object.entries(value);
  const attributes = entries
    .filter(([key]) => key.startsWith('@'))
    .map(([key, each]) => ` ${key.slice(1)}="${escaped(each)}"`);
  const inside = entries
    .filter(([key]) => !key.startsWith('@'))
    .map(([key, each]) => (key === '#text' ? escaped(each) : element(key, each)));
  return `<${name}${attributes.join('')}>${inside.join('')}</${name}>`;
}

const escaped = (value: unknown): string => String(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
