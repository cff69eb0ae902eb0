import type { ReportData } from '../../src/report';

/** Words of a fixed choice: types and schemas keep them. Times and numbers are no text either. */
const FIXED = new Set(['kind', 'severity', 'state', 'result', 'outcome', 'sign', 'made', 'maturity']);

/** The same report with another text wherever somebody may have written one. */
export function withTexts(data: ReportData, text: (was: string) => string): ReportData {
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return FIXED.has(key) ? value : text(value);
    if (Array.isArray(value)) return value.map((each) => replaced(each, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, name)]));
  };
  return replaced(data, '') as ReportData;
}

/** Texts that would do something in a page, an attribute, a script, a style or a spreadsheet. */
export const PAYLOADS = [
  '<script>window.owned=1</script>',
  '"><img src=x onerror="window.owned=1">',
  "'><svg/onload=window.owned=1>",
  '</script><script>window.owned=1</script>',
  '</title></style></textarea><script>window.owned=1</script>',
  '<!--<script>window.owned=1//-->',
  '&lt;img src=x onerror=window.owned=1&gt;',
  'javascript:window.owned=1',
  'data:text/html,<script>window.owned=1</script>',
  ' onmouseover=window.owned=1 x=',
  '${window.owned=1}',
  '{{constructor.constructor("window.owned=1")()}}',
  '\u2028window.owned=1\u2029',
  '\u202eevil\u202c\u0000\u0007',
  '=HYPERLINK("https://evil.example","click")',
  '@import url(https://evil.example/x.css)',
  '\ud800 half a character',
  '__proto__',
] as const;
