import type { AppFacts, Registry } from '@goldenpath/extension';
import { type GeneratedFile, MANAGED_MARKER, yamlText } from '@goldenpath/files';
import { appEntities } from './app-entities';
import type { Entity } from './entity';

/**
 * The `catalog-info.yaml` of an application's repository: the Component, and its API where it has one. Resources are in the catalog of
 * the fleet: they belong to the platform.
 *
 * @returns `undefined` if the application is not a Component.
 */
export function catalogInfo(app: AppFacts, organisation: string, registry: Registry): GeneratedFile | undefined {
  const { component, api } = appEntities(app, organisation, registry);
  if (component === undefined) return undefined;
  return entityFile('catalog-info.yaml', api === undefined ? [component] : [component, api]);
}

/** A managed file of entities, each a document of its own. */
export function entityFile(path: string, entities: readonly Entity[]): GeneratedFile {
  return { path, content: MANAGED_MARKER + entities.map(yamlText).join('---\n'), ownership: 'managed' };
}
