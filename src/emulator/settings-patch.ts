import type { EmulatorSettings } from './settings';

/** Settings whose members can be changed one by one. */
const GROUPS = ['echo', 'metadata', 'watchlists', 'savedSearches', 'etags', 'refusals'] as const;
type Group = (typeof GROUPS)[number];

/** Some settings; of a group of settings some members. */
export type SettingsPatch = Partial<Omit<EmulatorSettings, Group>> & {
  readonly [Name in Group]?: Partial<EmulatorSettings[Name]>;
};

/** Settings with some of them changed. */
export function withSettings(settings: EmulatorSettings, patch: SettingsPatch): EmulatorSettings {
  const groups = GROUPS.map((name) => [name, { ...settings[name], ...patch[name] }] as const);
  return { ...settings, ...patch, ...Object.fromEntries(groups) } as EmulatorSettings;
}
