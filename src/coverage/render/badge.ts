import { escapeXml } from '../../diagnostics';
import type { Coverage } from '../cover';
import { totalWords } from './words';

const LABEL = 'ATT&CK';
/** Wide enough for 11 px Verdana-like digits and lower-case letters. */
const CHARACTER = 6.6;
const PADDING = 12;

/** A badge as SVG, drawn here: a page that shows it asks nobody. */
export function coverageBadge(coverage: Coverage): string {
  const words = totalWords(coverage);
  const left = Math.round(LABEL.length * CHARACTER) + PADDING;
  const right = Math.round(words.length * CHARACTER) + PADDING;
  const title = escapeXml(`${LABEL} ${coverage.attack}: ${words}`);
  const text = (x: number, content: string): string =>
    `<text x="${x}" y="14" text-anchor="middle">${escapeXml(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${left}" height="20" fill="#444d56"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="#0b5cad"/>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">`,
    text(left / 2, LABEL),
    text(left + right / 2, words),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
