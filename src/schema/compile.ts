import { Ajv2020 } from 'ajv/dist/2020';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import { schemas, sharedSchemas } from './schemas';
import type { SchemaName } from './schemas';

let ajv: Ajv2020 | undefined;
const compiled = new Map<SchemaName, ValidateFunction>();

/** What ajv says of a value; a schema is compiled when it is first needed. */
export function schemaErrors(name: SchemaName, value: unknown): readonly ErrorObject[] {
  const known = compiled.get(name);
  const validate = known ?? engine().compile(schemas[name]);
  if (known === undefined) compiled.set(name, validate);
  return validate(value) ? [] : [...(validate.errors ?? [])];
}

function engine(): Ajv2020 {
  if (ajv !== undefined) return ajv;
  ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    // our own schemas, which a test holds against the meta-schema: compiling that one takes longer than all of ours
    validateSchema: false,
  });
  ajv.addKeyword('x-expected');
  for (const [name, schema] of Object.entries(sharedSchemas)) ajv.addSchema(schema, name);
  return ajv;
}
