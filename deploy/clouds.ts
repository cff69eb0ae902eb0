import { AZURE_ENDPOINT } from './endpoint';

/** Where a cloud of Azure is reached. Tokens of both APIs are asked for by their addresses. */
interface Cloud {
  /** Azure Resource Manager. */
  readonly management: string;
  /** The query API of Log Analytics. */
  readonly query: string;
  /** Where Entra signs in. */
  readonly authority: string;
}

/**
 * By the names of `az cloud list`. Query APIs are `KnownMonitorLogsQueryAudience` of @azure/monitor-query-logs 1.0.0,
 * authorities `AzureAuthorityHosts` of @azure/identity 4.13.1, Resource Managers Microsoft's `resource_manager_endpoint`
 * (azure_core); read 2026-11-24.
 */
export const CLOUDS = {
  AzureCloud: {
    management: AZURE_ENDPOINT,
    query: 'https://api.loganalytics.io',
    authority: 'https://login.microsoftonline.com',
  },
  AzureUSGovernment: {
    management: 'https://management.usgovcloudapi.net',
    query: 'https://api.loganalytics.us',
    authority: 'https://login.microsoftonline.us',
  },
  AzureChinaCloud: {
    management: 'https://management.chinacloudapi.cn',
    query: 'https://api.loganalytics.azure.cn',
    authority: 'https://login.chinacloudapi.cn',
  },
} as const satisfies Readonly<Record<string, Cloud>>;

export type CloudName = keyof typeof CLOUDS;

/** The cloud whose Resource Manager is at an address. */
export function cloudAt(management: string): Cloud | undefined {
  return Object.values(CLOUDS).find((cloud) => cloud.management === management);
}
