import { parseDuration } from '../../src/sentinel';
import { UsageError } from '../command';
import type { AccessOptions } from '../targets/access';

/** How long a run may last, as its option says: `30m`, `2h`, `PT90S`; absent, as long as it takes. Throws a UsageError. */
export function readDeadline(text: string | undefined): Pick<AccessOptions, 'lastsSeconds'> {
  if (text === undefined) return {};
  const lastsSeconds = parseDuration(text);
  if (lastsSeconds !== undefined && lastsSeconds > 0) return { lastsSeconds };
  throw new UsageError(
    `--deadline takes how long the run may last, such as 30m, 2h or PT90S; found ${JSON.stringify(text)}`,
  );
}
