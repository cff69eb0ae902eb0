import { join } from 'node:path';

/** Where the tool's own data (schemas) is: found from the built file, never from the folder that people work in. */
export const PACKAGE_ROOT = join(__dirname, '..', '..');
