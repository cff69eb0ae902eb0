/**
 * The api-version that is sent unless a target says otherwise: the newest that knows all six kinds, sub-techniques,
 * Sentinel entity mappings and alert dynamic properties (azure-rest-api-specs, `preview/2025-07-01-preview`, read
 * 2026-11-24; the stable 2025-09-01 knows three kinds only).
 */
export const DEFAULT_API_VERSION = '2025-07-01-preview';
