import type { AppFacts, PreviewFacts, Registry } from '@goldenpath/extension';
import { renderApp } from '@goldenpath/manifests';
import type { PlatformObject } from '@goldenpath/platform';

/** In place of the tag of the image. */
export const TAG = '\u0001';

/** The objects of the previews of an application. Texts have stand-ins in place of the number and of the tag. */
export interface PreviewTemplate {
  readonly app: string;
  readonly objects: readonly PlatformObject[];
}

/** Renders the objects of the previews of all applications. */
export function previewTemplates(apps: readonly AppFacts[], registry: Registry): PreviewTemplate[] {
  return apps.flatMap(({ name, pullRequests }) =>
    pullRequests === undefined ? [] : [{ app: name, objects: templateOf(name, pullRequests, registry) }],
  );
}

/** Renders the objects of the previews of one application. */
export function templateOf(app: string, { facts }: PreviewFacts, registry: Registry): readonly PlatformObject[] {
  return renderApp(app, facts, registry, { newTag: TAG }) as unknown as PlatformObject[];
}
