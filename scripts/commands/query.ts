import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { codeFrame, positionAt, printable } from '../../src/diagnostics';
import type { Source } from '../../src/diagnostics';
import { compileQuery, jsonRows, runQuery } from '../../src/kql';
import type { KqlError, QueryResult } from '../../src/kql';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { openDataFolder } from '../data/data-folder';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { projectCatalog } from '../files/catalog';
import { answerFormats } from '../query/answer-formats';
import { answerLine } from '../query/batch';
import { localWorld } from '../query/local-world';
import type { LocalWorld } from '../query/local-world';
import { loadConfig } from '../targets/load-target';
import { readTime } from '../time-option';

const FORMATS = ['table', 'json', 'csv', 'ndjson'] as const;

export const query = defineCommand({
  name: 'query',
  positionals: { kql: { describe: 'the query, or - to read it from standard input' } },
  options: {
    file: { type: 'string', describe: 'file with the query, such as query.kql' },
    data: { type: 'string', describe: 'folder of NDJSON, JSON or CSV files (also .gz): the name of each is the table' },
    now: { type: 'string', describe: 'what now() is, ISO 8601 (default: the time of this run)' },
    format: { type: 'string', describe: 'how to print the rows', choices: FORMATS, default: 'table' },
    approximate: {
      type: 'boolean',
      describe: 'answer autocluster and reduce too, by published methods: like Kusto, not the same',
    },
    explain: { type: 'boolean', describe: 'print each step of the plan with its number of rows' },
    batch: { type: 'string', describe: 'file of {id, query, now?} lines, or -: one line of JSON out per line' },
  },
  examples: [
    ["query --data logs 'SigninLogs | summarize count() by ResultType'", 'over logs/SigninLogs.ndjson'],
    ["query 'print x = 1 + 1' --format json", 'a query without tables'],
    ['query --file hunt.kql --data logs', 'the query of a file'],
    ['query --batch queries.ndjson', 'many queries, a line of JSON each'],
  ],
  async run({ kql, file, data, now, format, approximate, explain, batch }, io) {
    const at = readTime(now, io);
    const known = projectCatalog(io.cwd, loadConfig(io));
    const world = localWorld(known, data === undefined ? undefined : openDataFolder(resolve(io.cwd, data)));
    if (batch !== undefined) return answerBatch(await readText(batch, io), world, at, io);
    const asked = await askedQuery({ kql, file }, io);
    const { text } = asked;
    const compiled = compileQuery(text, world.catalog);
    if (!compiled.ok) return refused(asked, compiled.error, io);
    const liked = new Set<string>();
    const result = runQuery(compiled.plan, {
      source: world.source,
      now: at,
      ...(explain ? { explain: 'steps' } : {}),
      ...(approximate ? { onApproximation: (step) => void liked.add(step.name) } : {}),
    });
    for (const note of world.notes) io.stderr(`${note}\n`);
    for (const name of liked)
      io.stderr(`${name}: patterns like those that Kusto finds, not the same: its choice is not published\n`);
    if (!result.ok) return refused(asked, result.error, io);
    io.stdout(answerFormats[format]({ columns: result.columns, rows: jsonRows(result.table) }));
    if (explain) io.stderr(steps(text, result));
    return EXIT.ok;
  },
});

/** The one query that is asked for, and what it is called in messages. */
async function askedQuery(
  { kql, file }: { readonly kql: string | undefined; readonly file: string | undefined },
  io: Io,
): Promise<Source> {
  if (kql !== undefined && file !== undefined) throw new UsageError('give a query or --file FILE, not both');
  if (file !== undefined) return { path: file, text: (await readText(file, io)).replace(/^\uFEFF/, '') };
  if (kql === undefined) throw new UsageError('give a query, --file FILE, - for standard input, or --batch FILE');
  // the parser of the command line hands a lone `-` over as the empty text
  return { path: 'query', text: kql === '-' || kql === '' ? await io.stdin() : kql };
}

async function readText(path: string, io: Io): Promise<string> {
  if (path === '-') return io.stdin();
  try {
    return readFileSync(resolve(io.cwd, path), 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function answerBatch(text: string, world: LocalWorld, now: Date, io: Io): ExitCode {
  for (const line of text.split('\n')) {
    if (line.trim() !== '') io.stdout(`${answerLine(line, world, now)}\n`);
  }
  return EXIT.ok;
}

function refused(source: Source, { code, message, span, hint }: KqlError, io: Io): ExitCode {
  const { line, column } = positionAt(source, span.start);
  const help = hint === undefined ? '' : `  help: ${hint}\n`;
  io.stderr(`${printable(source.path)}:${line}:${column} ${code} ${message}\n${codeFrame(source, span, 1)}\n${help}`);
  return EXIT.findings;
}

function steps(text: string, result: Extract<QueryResult, { ok: true }>): string {
  const rows = result.steps.map(({ operator, span, rowCount }) => {
    const piece = text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
    return `${String(rowCount).padStart(10)}  ${operator.padEnd(14)} ${piece.length > 80 ? `${piece.slice(0, 79)}…` : piece}`;
  });
  return `\n${['rows after'.padStart(10).concat('  step'), ...rows].join('\n')}\n`;
}
