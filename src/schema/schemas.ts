import approvalSchema from '../../schemas/approval.schema.json';
import baselineSchema from '../../schemas/baseline.schema.json';
import commonSchema from '../../schemas/common.schema.json';
import configSchema from '../../schemas/config.schema.json';
import functionSchema from '../../schemas/function.schema.json';
import huntingSchema from '../../schemas/hunting.schema.json';
import inventorySchema from '../../schemas/inventory.schema.json';
import ledgerSchema from '../../schemas/ledger.schema.json';
import planSchema from '../../schemas/plan.schema.json';
import ruleSchema from '../../schemas/rule.schema.json';
import runReportSchema from '../../schemas/run-report.schema.json';
import ruleTestSchema from '../../schemas/rule-test.schema.json';
import tombstoneSchema from '../../schemas/tombstone.schema.json';
import tuningSchema from '../../schemas/tuning.schema.json';
import tableSchema from '../../schemas/table.schema.json';
import watchlistSchema from '../../schemas/watchlist.schema.json';
import navigatorLayerSchema from '../../schemas/navigator-layer.schema.json';
import wantedTechniquesSchema from '../../schemas/wanted-techniques.schema.json';

/** The contracts, by name. */
export const schemas = {
  rule: ruleSchema,
  'rule-test': ruleTestSchema,
  hunting: huntingSchema,
  config: configSchema,
  plan: planSchema,
  ledger: ledgerSchema,
  approval: approvalSchema,
  'run-report': runReportSchema,
  tuning: tuningSchema,
  tombstone: tombstoneSchema,
  baseline: baselineSchema,
  table: tableSchema,
  function: functionSchema,
  watchlist: watchlistSchema,
  'navigator-layer': navigatorLayerSchema,
  'wanted-techniques': wantedTechniquesSchema,
  inventory: inventorySchema,
} as const satisfies Readonly<Record<string, object>>;

export type SchemaName = keyof typeof schemas;

/** Parts that contracts refer to, by the file name they use. */
export const sharedSchemas: Readonly<Record<string, object>> = {
  'common.schema.json': commonSchema,
  'ledger.schema.json': ledgerSchema,
};
