/** The error envelope of the Azure Resource Manager (`common-types/resource-management`, read 2026-11-24). */
export interface CloudError {
  readonly error: { readonly code: string; readonly message: string };
}
