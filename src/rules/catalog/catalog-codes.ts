import type { Severity } from '../../diagnostics';

/** A kind of finding in schema, function and watchlist files, beyond their YAML and their shape. */
export interface CatalogCodeRow {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  /** Which file the examples are: `Quiet.yaml`, `hashes.yaml` (beside a sound `hashes.csv`), `hashes.csv`, a table file. */
  readonly file: 'table' | 'function' | 'watchlist' | 'csv';
  readonly bad?: string;
  readonly good?: string;
}

const FUNCTION = 'name: Quiet\nquery: DeviceInfo | distinct DeviceId\n';
const WATCHLIST = 'alias: hashes\nname: Known hashes\nitemsSearchKey: SHA1\nletterCase: lower\n';
const CSV = 'SHA1,File\naa11,tool.exe\n';

/** The registry: documentation lists it, tests run the examples. */
export const catalogCodes = [
  {
    code: 'catalog-duplicate',
    severity: 'error',
    summary: 'two files define the same function or watchlist',
    why: 'Only the first is used here; a workspace would refuse a rule that calls a function defined twice.',
    file: 'function',
  },
  {
    code: 'catalog-file-name',
    severity: 'error',
    summary: 'a function or watchlist file is not named like what it defines',
    why: 'Whoever reads a query looks for the function or the list under its name.',
    file: 'function',
    bad: FUNCTION.replace('Quiet', 'Silent'),
    good: FUNCTION,
  },
  {
    code: 'function-parameters',
    severity: 'error',
    summary: 'a parameter is there twice, or one without a default stands behind one with a default',
    why: 'No call could leave out the defaults before it.',
    file: 'function',
    bad: `${FUNCTION}parameters:\n  - { name: since, type: timespan, default: 7d }\n  - { name: most, type: long }\n`,
    good: `${FUNCTION}parameters:\n  - { name: most, type: long }\n  - { name: since, type: timespan, default: 7d }\n`,
  },
  {
    code: 'table-column',
    severity: 'error',
    summary: 'a table file names a column that the table does not have',
    why: 'A mirror or an entity of a column that is not there would never be filled.',
    file: 'table',
    bad: 'name: Vpn_CL\ncolumns: { User_s: string }\nmirrors: { Start_t: TimeGenerated }\n',
    good: 'name: Vpn_CL\ncolumns: { User_s: string, Start_t: datetime }\nmirrors: { Start_t: TimeGenerated }\n',
  },
  {
    code: 'watchlist-columns',
    severity: 'error',
    summary: 'a column of a watchlist has no usable name, or one that is taken',
    why: 'Queries could not name it, or would read another column.',
    file: 'csv',
    bad: 'SHA1,SearchKey\naa11,x\n',
    good: CSV,
  },
  {
    code: 'watchlist-csv',
    severity: 'error',
    summary: 'quotes or numbers of values are wrong in a CSV file',
    why: 'The row would get other values than its author meant.',
    file: 'csv',
    bad: 'SHA1,File\naa11,tool.exe, copy\n',
    good: 'SHA1,File\naa11,"tool.exe, copy"\n',
  },
  {
    code: 'watchlist-items',
    severity: 'error',
    summary: 'a watchlist has no rows, no definition, or (a warning) the same row twice',
    why: 'The service refuses a list without rows and drops repeated ones.',
    file: 'csv',
    bad: 'SHA1,File\n',
    good: CSV,
  },
  {
    code: 'watchlist-letter-case',
    severity: 'error',
    summary: "a search key is not in the list's letter case",
    why: '`==` and `in` compare letter case: the entry would never match.',
    file: 'csv',
    bad: 'SHA1,File\nAA11,tool.exe\n',
    good: CSV,
  },
  {
    code: 'watchlist-search-key',
    severity: 'error',
    summary: 'the search key is no column of the CSV, or blank in a row',
    why: 'The service refuses the file.',
    file: 'watchlist',
    bad: WATCHLIST.replace('Key: SHA1', 'Key: Hash'),
    good: WATCHLIST,
  },
  {
    code: 'watchlist-size',
    severity: 'error',
    summary: 'a CSV file is larger than 3.8 MB',
    why: 'The service takes no larger upload.',
    file: 'csv',
  },
] as const satisfies readonly CatalogCodeRow[];

export type CatalogCode = (typeof catalogCodes)[number]['code'];
