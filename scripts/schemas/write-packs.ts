import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackLine } from '../../src/rules';
import type { CollectedTables } from './carry-tables';
import { carryTables } from './carry-tables';

const SOURCE =
  "names and types of Microsoft's Azure Monitor table reference, the advanced hunting schema reference and the schemas of " +
  "Azure-Sentinel's KQL validation tests (MIT), as collected by KQLAnalyzer and sentinelninja (Apache-2.0)";

/**
 * Rewrites the packs under `schemas/` from a file of collected facts:
 * `npm run schemas:carry -- ../shared/facts/tables.json 2026-11-24` (the date on which the facts were collected).
 */
function main(factsPath: string | undefined, date: string | undefined): void {
  if (factsPath === undefined || date === undefined) throw new Error('usage: write-packs FACTS.json YYYY-MM-DD');
  const { tables, parsers, repairs } = carryTables(JSON.parse(readFileSync(factsPath, 'utf8')) as CollectedTables);
  writePack(join('schemas', 'tables', 'collected.jsonl'), tables, date);
  writePack(join('schemas', 'functions', 'parsers.jsonl'), parsers, date);
  writeFileSync(join('schemas', 'tables', 'repairs.txt'), `${repairs.join('\n')}\n`);
  process.stdout.write(`${tables.length} tables, ${parsers.length} parsers, ${repairs.length} repairs\n`);
}

function writePack(path: string, lines: readonly PackLine[], date: string): void {
  const head = JSON.stringify({ source: SOURCE, date, entries: lines.length });
  writeFileSync(path, `${[head, ...lines.map((line) => JSON.stringify(line))].join('\n')}\n`);
}

main(process.argv[2], process.argv[3]);
