import { join } from 'node:path';
import { shippedSchemas } from '../../scripts/files/catalog';
import { buildCatalog } from '../../src/rules';
import type { Knowledge } from '../../src/rules';

const T = 'name: T\ncomplete: true\ncolumns: "TimeGenerated:datetime A:long B C:dynamic D:datetime"\n';

/** What the package knows of tables, and a table `T` of a project that knows all of its columns. */
export function exampleCatalog(): Knowledge {
  return buildCatalog(shippedSchemas(join(__dirname, '..', '..')), {
    tables: [{ path: 'schemas/T.yaml', text: T }],
    functions: [],
    watchlists: [
      {
        definition: { path: '_watchlists/Listed.yaml', text: 'alias: Listed\nname: Listed\nitemsSearchKey: Address\n' },
        items: { path: '_watchlists/Listed.csv', text: 'Address,Owner\n10.0.0.1,me\n' },
      },
    ],
  }).catalog;
}
