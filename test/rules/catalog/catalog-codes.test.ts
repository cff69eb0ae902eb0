import { catalogCodes } from '../../../src/rules';
import type { CatalogCodeRow } from '../../../src/rules';
import { loadFunction } from '../../../src/rules/catalog/function-file';
import { describedTable, loadTable, tableFindings } from '../../../src/rules/catalog/table-file';
import { loadWatchlist } from '../../../src/rules/catalog/watchlist-file';

const definition = 'alias: hashes\nname: Known hashes\nitemsSearchKey: SHA1\nletterCase: lower\n';
const items = { path: 'hashes.csv', text: 'SHA1,File\naa11,tool.exe\n' };
const rows: readonly CatalogCodeRow[] = catalogCodes;

function codesOf(file: CatalogCodeRow['file'], text: string): readonly string[] {
  switch (file) {
    case 'table': {
      const { file: table, diagnostics } = loadTable({ path: 'Vpn_CL.yaml', text });
      const found = table === undefined ? [] : tableFindings(table, describedTable(table, undefined));
      return [...diagnostics, ...found].map(({ code }) => code);
    }
    case 'function':
      return loadFunction({ path: 'Quiet.yaml', text }).diagnostics.map(({ code }) => code);
    case 'watchlist':
      return loadWatchlist({ definition: { path: 'hashes.yaml', text }, items }).diagnostics.map(({ code }) => code);
    case 'csv':
      return loadWatchlist({
        definition: { path: 'hashes.yaml', text: definition },
        items: { path: 'hashes.csv', text },
      }).diagnostics.map(({ code }) => code);
  }
}

describe.each(rows.filter(({ bad }) => bad !== undefined))('$code', ({ code, file, bad, good }) => {
  test('its bad example is found, and nothing else in it', () => {
    expect(codesOf(file, bad!)).toEqual([code]);
  });
  test('its good example is fine', () => {
    expect(codesOf(file, good!)).toEqual([]);
  });
});

test('codes are named once, in order', () => {
  const codes = rows.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
});
