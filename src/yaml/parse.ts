import { parseEvents, YAMLException } from 'js-yaml';
import type { Event } from 'js-yaml';
import type { Diagnostic, Source, Span } from '../diagnostics';
import { YamlDocument } from './document';
import { Findings } from './findings';
import { explainSyntaxError } from './syntax-error';
import { TreeBuilder } from './tree';

/** Characters (UTF-16 units): no rule file comes near, and a parser of a hostile file must stay bounded. */
const MOST_CHARACTERS = 1024 * 1024;
const MOST_DEPTH = 64;
const MOST_REPAIRS = 25;
/** Above this size a broken file is not repaired: every repair parses all of it again. */
const MOST_REPAIRED_CHARACTERS = 256 * 1024;

// YAML 1.2.2, production [1] c-printable (read 2026-11-24), turned around
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;

export interface YamlParse {
  /** Absent when nothing could be read. */
  readonly document?: YamlDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads one YAML file. Never throws: every problem is a diagnostic with its place. After a syntax error the document
 * holds what could be read without the broken lines, and says where they are (`broken`).
 */
export function parseYaml(source: Source): YamlParse {
  const findings = new Findings(source);
  if (source.text.length > MOST_CHARACTERS) {
    findings.add(
      'yaml-size',
      { start: 0, end: 0 },
      `the file has ${source.text.length} characters; the most that is read is ${MOST_CHARACTERS}`,
      'Split the file; large value lists belong into a watchlist.',
    );
    return { diagnostics: findings.diagnostics };
  }
  const { text, events, broken } = readEvents(source, findings);
  if (events === undefined) return { diagnostics: findings.diagnostics };
  const root = new TreeBuilder(text, events, findings).build();
  if (root === undefined) {
    if (broken.length === 0) {
      findings.add('yaml-empty', { start: 0, end: 0 }, 'the file is empty', 'Write a rule into it, or remove it.');
    }
    return { diagnostics: findings.diagnostics };
  }
  return { document: new YamlDocument({ source, text, root, broken }), diagnostics: findings.diagnostics };
}

interface Reading {
  /** The text that was read: broken lines are blanked out, every other offset is that of the source. */
  readonly text: string;
  readonly events?: readonly Event[];
  readonly broken: readonly Span[];
}

function readEvents(source: Source, findings: Findings): Reading {
  let text = withoutControlCharacters(source.text, findings);
  const broken: Span[] = [];
  let said: string | undefined;
  const repairs = text.length > MOST_REPAIRED_CHARACTERS ? 0 : MOST_REPAIRS;
  for (let repair = 0; repair <= repairs; repair++) {
    try {
      return { text, events: parseEvents(text, { maxDepth: MOST_DEPTH }), broken };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const position = Math.min(error.mark?.position ?? 0, text.length);
      if (error.reason.includes('maxDepth')) {
        findings.add(
          'yaml-depth',
          { start: position, end: Math.min(text.length, position + 1) },
          `found more than ${MOST_DEPTH} levels of nesting`,
          'No rule needs this: look for brackets that are not closed.',
        );
        return { text, broken };
      }
      const mistake = explainSyntaxError(text, error.reason, position);
      const end = Math.min(mistake.span.end, text.length);
      if (mistake.fromHereOn === undefined || mistake.message !== said) {
        findings.add('yaml-syntax', { start: Math.min(mistake.span.start, end), end }, mistake.message, mistake.help);
      }
      if (mistake.fromHereOn !== undefined) said = mistake.message;
      broken.push(mistake.broken);
      const repaired = blankOut(text, mistake.broken.start, mistake.broken.end);
      if (repaired === text) return { text, broken };
      text = repaired;
    }
  }
  return { text, broken };
}

function withoutControlCharacters(text: string, findings: Findings): string {
  return text.replace(UNPRINTABLE, (char, offset: number) => {
    const point = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    findings.add(
      'yaml-syntax',
      { start: offset, end: offset + 1 },
      `found the control character U+${point}`,
      'Remove it. In double quotes it can be written as an escape.',
    );
    return ' ';
  });
}

/** Spaces in place of all but line ends: offsets and lines stay true. */
function blankOut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}
