/** Folders of rules, and the tables that tell them. The first one whose table a query names first. */
const AREAS: readonly (readonly [area: string, tables: RegExp])[] = [
  ['identity', /^(?:Signin|AAD|Audit(?:Logs)|Identity|BehaviorAnalytics|UserAccess|Okta|imAuthentication|_Im_Authentication|ASimAuth)/],
  ['mail', /^(?:Email|Url(?:Click)|OfficeActivity|CloudAppEvents|MessageEvents|Exchange)/],
  ['endpoint', /^(?:Device|SecurityEvent|WindowsEvent|Event$|Sysmon|Syslog|imProcess|imFile|imRegistry|_Im_(?:Process|File|Registry))/],
  ['network', /^(?:CommonSecurityLog|Dns|Firewall|W3CIISLog|VMConnection|ASim|im(?:Dns|Network|Web)|_Im_(?:Dns|Network|Web)|AzureFirewall|AZFW)/],
  ['cloud', /^(?:Azure|AWS|GCP|Key|Storage|Container|Kube|AppService)/],
]; // prettier-ignore

/** The folder that a rule over this query belongs in: by the first table that it names and we know; `other` if none. */
export function areaOf(query: string): string {
  const code = query.replace(/\/\/.*$/gm, '').replace(/@?"[^"\n]*"|@?'[^'\n]*'/g, '""');
  for (const [word] of code.matchAll(/\b[A-Za-z_]\w*\b/g)) {
    const area = AREAS.find(([, tables]) => tables.test(word))?.[0];
    if (area !== undefined) return area;
  }
  return 'other';
}
