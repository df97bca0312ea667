import type { AppSpec, ClusterFacts, Environment, PreviewSecret, Settings } from '@goldenpath/extension';
import type { ClusterContext } from './cluster-context';
import { namespaceOf } from './namespace';
import { partsWith } from './parts-with';
import { previewOf } from './resolve-preview';

/**
 * Returns the paths in the secret store that ExternalSecrets may read, by namespace: those that the specs of its applications say.
 * `undefined` where secrets come from no store.
 */
export function secretPathsIn(
  environment: Environment,
  context: ClusterContext,
): ReadonlyMap<string, readonly string[]> | undefined {
  const { platform, apps } = context;
  if (!hasStore(context)) return undefined;
  const found = new Map<string, string[]>();
  for (const app of apps) {
    const settings = app.settings[environment.name];
    if (settings === undefined) continue;
    const namespace = namespaceOf(app.owner, environment, platform);
    let paths = found.get(namespace);
    if (paths === undefined) found.set(namespace, (paths = []));
    paths.push(...pathsOf(app, environment, settings, context));
  }
  return new Map([...found].map(([namespace, paths]) => [namespace, inOrder(paths)]));
}

/** Returns what ExternalSecrets of the previews of an environment may read; nothing where secrets come from no store. */
export function previewSecretsIn(
  environment: Environment,
  context: ClusterContext,
): Pick<ClusterFacts, 'previewSecrets'> {
  const { apps, registry } = context;
  if (!hasStore(context)) return {};
  const previewSecrets = apps.flatMap((app): PreviewSecret[] => {
    const preview = previewOf(app, environment.name, registry);
    if (preview === undefined) return [];
    const paths = inOrder(pathsOf(app, environment, preview.settings, context));
    return paths.map((path) => ({ namespace: preview.namespace, path }));
  });
  return { previewSecrets };
}

function hasStore({ platform }: ClusterContext): boolean {
  return platform.secretStore.type !== 'sealed-secrets';
}

function pathsOf(
  { name, kind }: AppSpec,
  environment: Environment,
  settings: Settings,
  { registry }: ClusterContext,
): readonly string[] {
  const input = { app: name, environment: environment.name, settings };
  return partsWith(registry, kind, 'secretPaths').flatMap(
    (part) => part.secretPaths?.(settings[part.name], input) ?? [],
  );
}

function inOrder(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort();
}
