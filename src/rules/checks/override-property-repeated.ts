import type { Check } from './check';
import { repeated } from './present';

export const overridePropertyRepeated: Check = {
  code: 'override-property-repeated',
  severity: 'error',
  applies: 'rules',
  summary: 'a property of the alert is given twice',
  why: 'Only one of the two columns can win, and nothing says which.',
  bad: 'alertDetailsOverride:\n  alertDynamicProperties:\n    - alertProperty: ProductName\n      value: AppDisplayName\n    - alertProperty: ProductName\n      value: ResourceDisplayName',
  good: 'alertDetailsOverride:\n  alertDynamicProperties:\n    - alertProperty: ProductName\n      value: AppDisplayName\n    - alertProperty: ProviderName\n      value: ResourceDisplayName',
  *run({ draft }) {
    const properties = draft.alertDetailsOverride?.alertDynamicProperties;
    for (const [index, { alertProperty }] of repeated(properties, (each) => each.alertProperty)) {
      yield {
        path: ['alertDetailsOverride', 'alertDynamicProperties', index, 'alertProperty'],
        message: `\`${alertProperty}\` is given twice`,
        help: 'Keep one.',
      };
    }
  },
};
