/** How a service behaves where its behaviour is not known, or where a test wants it small. */
export interface EmulatorSettings {
  /** Resources on a page of a list. Azure's figure is not published. */
  readonly pageSize: number;
  /** How long the id of a deleted rule stays refused. Azure's figure is not published. */
  readonly tombstoneSeconds: number;
  /** What happens to a property that the api-version does not know: see BEHAVIOUR.md. */
  readonly unknownProperties: 'refuse' | 'store' | 'drop';
}

export const DEFAULT_SETTINGS: EmulatorSettings = {
  pageSize: 100,
  tombstoneSeconds: 3600,
  unknownProperties: 'refuse',
};
