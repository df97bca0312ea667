import type { Layers } from '@goldenpath/extension';

/** Present where pull requests get an environment of their own. */
export interface PreviewSettings {
  readonly isEnabled: true;
}

/** Returns the settings of previews; `undefined` where a spec does not ask for them. */
export function previewSettings(layers: Layers): PreviewSettings | undefined {
  return layers.tryPick<boolean>(['preview']) === true ? { isEnabled: true } : undefined;
}
