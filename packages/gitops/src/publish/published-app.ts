import type { Acceptance, AppFacts, PlatformFacts, Registry } from '@goldenpath/extension';
import type { CompleteFile } from '@goldenpath/output';
import { containerImage } from '../release/container-image';
import { manifestsFolder } from '../release/released-app';

/** The desired state of an application in a GitOps repository. */
export interface PublishedApp {
  readonly name: string;
  /** The folder of its manifests, from the root of the repository. */
  readonly folder: string;
  /** Text of its files, by path from the root of the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** Digests that are already known, by path. */
  readonly digests?: ReadonlyMap<string, string>;
  /** Files that stay as they are in the repository, with the digests of its list. @default none */
  readonly kept?: ReadonlyMap<string, string>;
  /** The name of the released image, without a registry; undefined when there is none. */
  readonly image: string | undefined;
  readonly holdings: Holdings;
  /** The losses that its spec accepts. */
  readonly accept: readonly Acceptance[];
}

/** The environments where an application has data that cannot be restored, by the rule that reports the loss. */
export type Holdings = ReadonlyMap<string, readonly string[]>;

/**
 * Returns the applications to publish.
 *
 * @param files - The synthesised files with their content. Files of other applications are ignored.
 * @param registry - The parts of the fleet.
 */
export function publishedApps(
  apps: readonly AppFacts[],
  platform: PlatformFacts,
  files: readonly CompleteFile[],
  registry: Registry,
): PublishedApp[] {
  // Grouped by folder: searching all files for each application would be quadratic.
  const byFolder = new Map<string, CompleteFile[]>();
  for (const file of files) {
    const folder = twoFirst(file.path);
    const others = byFolder.get(folder);
    if (others === undefined) byFolder.set(folder, [file]);
    else others.push(file);
  }
  return apps.map((app) => publishedApp(app, platform, byFolder.get(twoFirst(app.manifestsPath)) ?? [], registry));
}

function twoFirst(path: string): string {
  return path.split('/', 2).join('/');
}

function publishedApp(
  app: AppFacts,
  platform: PlatformFacts,
  files: readonly CompleteFile[],
  registry: Registry,
): PublishedApp {
  const folder = manifestsFolder(app, platform.gitops.layout);
  const below = `${app.manifestsPath}/`;
  const own = files.flatMap(({ path, content }) =>
    content !== undefined && path.startsWith(below)
      ? [[`${folder}/${path.slice(below.length)}`, content] as const]
      : [],
  );
  return {
    name: app.name,
    folder,
    files: new Map(own.map(([path, { text }]) => [path, text])),
    digests: new Map(own.map(([path, { digest }]) => [path, digest])),
    image: imageOf(app, registry),
    holdings: holdingsOf(app, registry),
    accept: app.accept.filter(({ rule }) => registry.parts.some(({ holds }) => holds === rule)),
  };
}

function imageOf({ environments }: AppFacts, registry: Registry): string | undefined {
  for (const facts of environments) {
    const image = containerImage(facts, registry);
    if (image?.source === 'built') return image.placeholder;
  }
  return undefined;
}

function holdingsOf({ environments }: AppFacts, { parts }: Registry): Holdings {
  return new Map(
    parts.flatMap((part) => {
      const where = environments.filter((facts) => part.factsOf(facts) !== undefined);
      if (part.holds === undefined || where.length === 0) return [];
      return [[part.holds, where.map(({ environment }) => environment)] as const];
    }),
  );
}

/** Returns what a manifest path belongs to: `base`, an environment, or the `configuration` of Argo CD. */
export function placeIn(folder: string, path: string): string {
  const [first = '', second] = path.slice(folder.length + 1).split('/');
  if (second === undefined) return 'configuration';
  return first === 'overlays' ? second : first;
}
