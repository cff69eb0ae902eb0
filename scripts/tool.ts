import { version } from '../package.json';

/** Who made a plan or a report. */
export const TOOL = { name: 'sentinel-rules', version } as const;
