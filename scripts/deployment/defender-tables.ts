/**
 * Tables that Defender XDR keeps itself, and that its connector copies into a workspace (Microsoft Learn,
 * connect-microsoft-365-defender, read 2026-11-24).
 */
const DEFENDER_TABLES: ReadonlySet<string> = new Set([
  'AlertEvidence',
  'AlertInfo',
  'CloudAppEvents',
  'DeviceEvents',
  'DeviceFileCertificateInfo',
  'DeviceFileEvents',
  'DeviceImageLoadEvents',
  'DeviceInfo',
  'DeviceLogonEvents',
  'DeviceNetworkEvents',
  'DeviceNetworkInfo',
  'DeviceProcessEvents',
  'DeviceRegistryEvents',
  'EmailAttachmentInfo',
  'EmailEvents',
  'EmailPostDeliveryEvents',
  'EmailUrlInfo',
  'IdentityDirectoryEvents',
  'IdentityLogonEvents',
  'IdentityQueryEvents',
  'UrlClickEvents',
]);

export function isDefenderTable(name: string): boolean {
  return DEFENDER_TABLES.has(name);
}
