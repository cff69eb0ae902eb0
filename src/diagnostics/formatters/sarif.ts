import { createHash } from 'node:crypto';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic, Severity } from '../diagnostic';
import { lineText, positionAt } from '../source';
import { escapePath } from './escape';
import type { CodeInfo, Formatter } from './formatter';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * SARIF 2.1.0, as code scanning services read it. A finding's fingerprint is of its code, file and line text, not of
 * its line number: it stays the same when lines above it come and go.
 */
export const formatSarif: Formatter = (diagnostics, { tool, codes = [] }) => {
  const used = [...new Set(diagnostics.map(({ code }) => code))].toSorted();
  const about = new Map(codes.map((info) => [info.code, info]));
  const seen = new Map<string, number>();
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool?.name ?? 'sentinel-rules',
            ...(tool === undefined ? {} : { version: tool.version, semanticVersion: tool.version }),
            rules: used.map((code) => descriptor(code, about.get(code))),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((each) => result(each, used.indexOf(each.code), seen)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function descriptor(code: string, info: CodeInfo | undefined): ReportingDescriptor {
  return {
    id: code,
    ...(info === undefined ? {} : { shortDescription: { text: info.summary } }),
    ...(info?.why === undefined ? {} : { fullDescription: { text: info.why } }),
  };
}

function result(diagnostic: Diagnostic, ruleIndex: number, seen: Map<string, number>): Result {
  const { code, severity, message, source, span, help } = diagnostic;
  const from = positionAt(source, span.start);
  const to = positionAt(source, Math.max(span.start, span.end));
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: help === undefined ? message : `${message}. ${help}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: escapePath(source.path), uriBaseId: '%SRCROOT%' },
          region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
        },
      },
    ],
    partialFingerprints: { 'sentinelRules/v1': fingerprint(diagnostic, from.line, seen) },
  };
}

/** Of a line that is longer, the beginning is enough. */
const MOST_OF_LINE = 1000;

/** Equal findings on equal lines of one file are told apart by their order. */
function fingerprint({ code, source }: Diagnostic, line: number, seen: Map<string, number>): string {
  const key = JSON.stringify([code, source.path, lineText(source, line).trim().slice(0, MOST_OF_LINE)]);
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  return createHash('sha256').update(`${key}#${nth}`).digest('hex').slice(0, 32);
}
