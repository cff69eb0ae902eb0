import { activityCountsMetrics, activityMetrics, slidingWindowCounts } from './activity';
import { autocluster } from './autocluster';
import { bagUnpack } from './bag-unpack';
import { basket } from './basket';
import { dcountIntersect } from './dcount-intersect';
import { ipv4Lookup, ipv6Lookup } from './ip-lookup';
import { narrow } from './narrow';
import { pivot } from './pivot';
import type { Plugin } from './plugin';
import { rollingPercentile } from './rolling-percentile';
import { rowsNear } from './rows-near';
import { sequenceDetect } from './sequence-detect';
import { activeUsersCount, sessionCount } from './sessions';

/** Every plugin of `evaluate`. One row each. */
export const plugins: Readonly<Record<string, Plugin>> = {
  active_users_count: activeUsersCount,
  activity_counts_metrics: activityCountsMetrics,
  activity_metrics: activityMetrics,
  autocluster,
  bag_unpack: bagUnpack,
  basket,
  dcount_intersect: dcountIntersect,
  ipv4_lookup: ipv4Lookup,
  ipv6_lookup: ipv6Lookup,
  narrow,
  pivot,
  rolling_percentile: rollingPercentile,
  rows_near: rowsNear,
  sequence_detect: sequenceDetect,
  session_count: sessionCount,
  sliding_window_counts: slidingWindowCounts,
};
