import type { FleetFacts, Registry } from '@goldenpath/extension';
import { fileSet, type GeneratedFile, managedYamlText } from '@goldenpath/files';
import { appEntities, inventoryEntries } from './app-entities';
import { entityFile } from './catalog-info';
import { type Entity, entity } from './entity';

export interface CatalogOptions {
  /** Teams that have a Group besides those that own an application or approve a deployment. @default none */
  readonly teams?: readonly string[];
}

/**
 * The catalog of a fleet. `all.yaml` is a Location of everything. `shared.yaml` is one of what no repository has: it is for a Backstage
 * that finds the `catalog-info.yaml` of each repository by itself.
 *
 * @throws PartError where a part throws.
 */
export function catalogFiles(
  { platform, apps }: FleetFacts,
  registry: Registry,
  { teams = [] }: CatalogOptions = {},
): GeneratedFile[] {
  const { organisation } = platform;
  const made = [...apps]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((app) => ({ name: app.name, ...appEntities(app, organisation, registry) }));
  const owners = [...apps.map(({ owner }) => owner), ...platform.environments.flatMap(({ approvers }) => approvers)];
  const shared = entityFile('organisation.yaml', organisationEntities(organisation, [...teams, ...owners]));
  const resources = made.flatMap(({ name, resources: own }) =>
    own.length === 0 ? [] : [entityFile(`resources/${name}.yaml`, own)],
  );
  const components = made.flatMap(({ name, component, api }) =>
    component === undefined
      ? []
      : [entityFile(`components/${name}.yaml`, api === undefined ? [component] : [component, api])],
  );
  return fileSet([
    shared,
    ...resources,
    ...components,
    location('all', [shared, ...resources, ...components]),
    location('shared', [shared, ...resources]),
    ...inventories(apps, registry),
  ]);
}

/** One file for each kind of resource that has an inventory: every one of the fleet, by name. */
function inventories(apps: FleetFacts['apps'], registry: Registry): GeneratedFile[] {
  const entries = apps.flatMap((app) => inventoryEntries(app, registry));
  return [...new Set(entries.map(({ file }) => file))].map((path) => {
    const own = entries.filter(({ file }) => file === path).map(({ entry }) => entry);
    const sorted = own.sort((a, b) => ((a['name'] ?? '') < (b['name'] ?? '') ? -1 : 1));
    return { path, content: managedYamlText({ resources: sorted }), ownership: 'managed' };
  });
}

function organisationEntities(organisation: string, teams: readonly string[]): Entity[] {
  const names = [...new Set(teams)].filter((team) => team !== organisation).sort();
  return [
    entity('Group', { name: organisation }, { type: 'organization', children: names }),
    ...names.map((name) => entity('Group', { name }, { type: 'team', parent: organisation, children: [] })),
    entity('System', { name: organisation }, { owner: `group:${organisation}` }),
  ];
}

function location(name: string, files: readonly GeneratedFile[]): GeneratedFile {
  const targets = files.map(({ path }) => `./${path}`);
  return entityFile(`${name}.yaml`, [entity('Location', { name: `goldenpath-${name}` }, { targets })]);
}
