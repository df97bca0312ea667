import { UserError } from '@goldenpath/errors';
import { resolverOf } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { loadChangedSpecs } from '@goldenpath/spec';
import type { LoadContext } from '../load/load-valid-fleet';
import type { FactsSource } from '../synth/planned-fleet';
import { type FleetCache, specOf } from './cache-text';
import { steadyStatus } from './file-status';
import type { FleetBasis } from './fleet-basis';

/** Facts of a fleet in which nothing changed: they are needed where files of the output did. */
export async function resolved(cache: FleetCache, { source }: LoadContext): Promise<FactsSource> {
  const loaded = await loadChangedSpecs(source, builtInRegistry, [], cache.platform.value ?? undefined);
  if (loaded === undefined || steadyStatus(source.platformFile, 'file') !== cache.platformStatus)
    throw new UserError('The platform file changed while it was read.', 'Run the command again.');
  const apps = new Map(cache.apps.map((app) => [app.files.folder, app]));
  const get = (name: string) => {
    const app = apps.get(name);
    return app && specOf(app);
  };
  const given = { facts: cache.platformFacts.value, apps: { get } };
  return factsOf({ resolver: resolverOf(loaded.platform, given, loaded.registry), specOf: get }, cache);
}

/** Facts of a fleet after a change. */
export function factsOf(
  { resolver, specOf: find }: Pick<FleetBasis, 'resolver' | 'specOf'>,
  { templates }: Pick<FleetCache, 'templates'>,
): FactsSource {
  return {
    platform: resolver.platform,
    registry: builtInRegistry,
    templates: templates?.folders ?? {},
    app(name) {
      const spec = find(name);
      if (spec === undefined) throw new Error(`The fleet has no application ${name}.`);
      return resolver.resolve(spec);
    },
  };
}
