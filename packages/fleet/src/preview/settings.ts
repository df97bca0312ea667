import type { PreviewedApp } from '@goldenpath/extension';
import { tryReleasedApp } from '@goldenpath/gitops';
import type { FleetContext } from '../context';
import { loadResolvedFleet } from '../load/load-resolved-fleet';

/** What a workflow needs to know to make previews. */
export interface PreviewSettings {
  /** The environment that previews are made from. The tags of their images begin with it. */
  readonly from: string;
  /** The label that asks for a preview. */
  readonly label: string;
  /** The applications that can have previews, in order of name. */
  readonly apps: readonly PreviewedImage[];
}

/** An application that can have previews. */
export interface PreviewedImage extends PreviewedApp {
  /** Its image without a tag. */
  readonly image: string;
}

/** Returns the settings of previews; `undefined` where the platform file has none. */
export async function previewSettings(context: FleetContext): Promise<PreviewSettings | undefined> {
  const { facts, registry } = await loadResolvedFleet(context);
  const { platform, apps } = facts;
  if (platform.previews === undefined) return undefined;
  const { from, label } = platform.previews;
  const found = platform.previews.apps.flatMap((each): PreviewedImage[] => {
    const app = apps.find(({ name }) => name === each.app);
    const overlays = app === undefined ? [] : (tryReleasedApp(app, platform, registry)?.overlays ?? []);
    const image = overlays.find(({ environment }) => environment === from)?.url;
    return image === undefined ? [] : [{ ...each, image }];
  });
  return { from, label, apps: found };
}
