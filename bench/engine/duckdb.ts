import { join } from 'node:path';
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Answer } from './answers';
import type { GeneratedTable } from './tables';

/** DuckDB in memory with the same rows, two threads. */
export class Duck {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(): Promise<Duck> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    return new Duck(await instance.connect());
  }

  async load(folder: string, { name, columns }: GeneratedTable): Promise<void> {
    const types = Object.entries(columns).map(([column, type]) => `"${column}": '${type.replaceAll("'", "''")}'`);
    const source = `read_json('${join(folder, `${name}.ndjson`)}', format = 'newline_delimited', columns = {${types.join(', ')}})`;
    await this.#connection.run(`CREATE TABLE "${name}" AS SELECT * FROM ${source}`);
  }

  prepare(sql: string): Promise<DuckDBPreparedStatement> {
    return this.#connection.prepare(sql);
  }
}

/** The rows of a statement in the form in which answers are compared. Not timed. */
export async function duckAnswer(statement: DuckDBPreparedStatement): Promise<Answer> {
  const result = await statement.run();
  return { columns: result.columnNames(), rows: await result.getRowsJson() };
}
