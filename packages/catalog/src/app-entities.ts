import {
  type AnyPart,
  type AppFacts,
  type AppInEnvironment,
  type CatalogLink,
  type CatalogResource,
  type PartCatalog,
  type Registry,
  runHook,
} from '@goldenpath/extension';
import { type Entity, entity, entityName, entityTag } from './entity';
import { apiDefinition } from './api-definition';

/** The entities of one application. */
export interface AppEntities {
  /** Absent where no part makes the application a Component, such as of a database on its own. */
  readonly component?: Entity;
  readonly api?: Entity;
  readonly resources: readonly Entity[];
}

/**
 * The entities of an application, from what its parts say in the environments that it runs in.
 *
 * @param organisation - The organisation on GitHub, and the name of the System.
 * @throws PartError where a part throws.
 */
export function appEntities(app: AppFacts, organisation: string, registry: Registry): AppEntities {
  const seen = new CatalogHooks(app, registry);
  const ownership = { owner: `group:${app.owner}`, system: organisation };
  const resources = resourcesOf(seen);
  const type = seen.all((hooks, facts) => hooks.component?.(facts) ?? [])[0];
  const entities = { resources: resources.map((resource) => resourceEntity(resource, ownership)) };
  if (type === undefined) return entities;
  const links = distinct(seen.all((hooks, facts, inOne) => hooks.links?.(facts, inOne) ?? []));
  const hasApi = seen.all((hooks, facts) => hooks.hasApi?.(facts) ?? false).includes(true);
  const consumes = seen.all((hooks, facts, { uses }) => hooks.consumes?.(facts, uses) ?? []);
  const uses = app.environments.flatMap((inOne) => inOne.uses);
  const annotations = Object.assign({}, ...seen.all((hooks, facts) => [hooks.annotations?.(facts) ?? {}])) as Readonly<
    Record<string, string>
  >;
  const component = entity(
    'Component',
    {
      name: app.name,
      description: app.description,
      annotations: {
        'github.com/project-slug': `${organisation}/${app.name}`,
        ...annotations,
      },
      tags: [entityTag(app.kind), `risk-${app.risk}`],
      ...(links.length > 0 && { links }),
    },
    {
      type,
      lifecycle: 'production',
      ...ownership,
      ...(hasApi && { providesApis: [app.name] }),
      ...list('consumesApis', consumes.map(entityName)),
      ...list('dependsOn', [
        ...resources.map(({ name }) => `resource:${entityName(name)}`),
        ...uses.map((name) => `component:${name}`),
      ]),
    },
  );
  return { ...entities, component, ...(hasApi && { api: apiEntity(app, links, ownership) }) };
}

function resourcesOf(seen: CatalogHooks): CatalogResource[] {
  const resources = seen.all((hooks, facts, inOne) => hooks.resources?.(facts, inOne) ?? []);
  return resources.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A line of an inventory, such as that of all databases, and its file. */
export interface InventoryEntry {
  readonly file: string;
  readonly entry: Readonly<Record<string, string>>;
}

/**
 * What inventories say of an application.
 *
 * @throws PartError where a part throws.
 */
export function inventoryEntries(app: AppFacts, registry: Registry): InventoryEntry[] {
  const seen = new CatalogHooks(app, registry);
  const { name, owner, risk } = app;
  return seen.all((hooks, facts, inOne) =>
    (hooks.resources?.(facts, inOne) ?? []).flatMap((resource) => {
      if (resource.inventory === undefined) return [];
      const { file, entry } = resource.inventory;
      const about = { name: resource.name, environment: inOne.environment, application: name, owner, risk };
      return [{ file, entry: { ...about, domain: owner, status: 'active', ...entry } }];
    }),
  );
}

function resourceEntity({ name, type, description }: CatalogResource, ownership: object): Entity {
  return entity('Resource', { name: entityName(name), description }, { type, ...ownership });
}

function apiEntity(app: AppFacts, links: readonly CatalogLink[], ownership: object): Entity {
  return entity(
    'API',
    { name: app.name, description: app.description },
    { type: 'openapi', lifecycle: 'production', ...ownership, definition: apiDefinition(app, links) },
  );
}

/** A field of names, each once and in order; no field where there are none. */
function list(field: string, names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const unique = [...new Set(names)].sort();
  return unique.length === 0 ? {} : { [field]: unique };
}

function distinct(links: readonly CatalogLink[]): CatalogLink[] {
  return [...new Map(links.map((link) => [link.url, link])).values()].sort((a, b) => (a.url < b.url ? -1 : 1));
}

/** Calls hooks of all parts in all environments of an application. */
class CatalogHooks {
  private readonly parts: readonly (readonly [AnyPart, PartCatalog<unknown>])[];

  constructor(
    private readonly app: AppFacts,
    registry: Registry,
  ) {
    this.parts = registry.parts.flatMap((part) =>
      part.catalog === undefined ? [] : [[part, part.catalog()] as const],
    );
  }

  all<Result>(
    call: (hooks: PartCatalog<unknown>, facts: unknown, inOne: AppInEnvironment) => Result | readonly Result[],
  ): Result[] {
    const task = `make the catalog entities of ${this.app.name}`;
    return this.app.environments.flatMap((inOne) =>
      this.parts.flatMap(([part, hooks]) => {
        const facts: unknown = part.factsOf(inOne);
        return facts === undefined ? [] : runHook(part.name, task, () => call(hooks, facts, inOne));
      }),
    );
  }
}
