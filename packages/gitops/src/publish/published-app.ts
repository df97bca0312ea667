import type { Acceptance, AppFacts, PlatformFacts, Registry } from '@goldenpath/extension';
import type { CompleteFile } from '@goldenpath/output';
import { containerImage } from '../release/container-image';
import { manifestsFolder } from '../release/released-app';

/** An application as a GitOps repository is to have it. */
export interface PublishedApp {
  readonly name: string;
  /** Where its manifests are, from the root of the repository. */
  readonly folder: string;
  /** Text of its files, by path from the root of the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** Digests of those that are known already, by path. */
  readonly digests?: ReadonlyMap<string, string>;
  /** The bare name of the image that is released, where there is one. */
  readonly image: string | undefined;
  readonly holdings: Holdings;
  /** What its spec accepts to lose. */
  readonly accept: readonly Acceptance[];
}

/** The environments where an application has something that cannot be restored, by the rule that reports its loss. */
export type Holdings = ReadonlyMap<string, readonly string[]>;

/**
 * What is to be published of applications.
 *
 * @param files - Files of the tree that was synthesised, with their content; those of others are passed over.
 * @param registry - The parts of the fleet.
 */
export function publishedApps(
  apps: readonly AppFacts[],
  platform: PlatformFacts,
  files: readonly CompleteFile[],
  registry: Registry,
): PublishedApp[] {
  // By the folder of an application: looking through all files for each would be the square of the fleet.
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

/** What a path of an application's manifests is part of: `base`, or an environment. */
export function placeIn(folder: string, path: string): string {
  const [first = '', second = ''] = path.slice(folder.length + 1).split('/');
  return first === 'overlays' ? second : first;
}
