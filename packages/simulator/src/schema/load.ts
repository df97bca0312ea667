import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '@goldenpath/errors';
import { bindingSource } from './binding-source';
import { readCache, writeCache } from './cache';
import { deriveModule, type DerivedModule } from './derive';
import { ephemeralFacts, tryResourceFacts } from './facts';
import { overlayFacts, schemaFromFacts } from './overlay';
import type { BlockSchema, ProviderSchema } from './types';

/** The schemas to load, and their source. */
export interface LoadOptions {
  /** The folder of a bindings package, such as `node_modules/@cdktf/provider-aws`. */
  readonly bindings: string;
  /** The types to serve, such as `aws_db_instance`. @default all in the bindings */
  readonly types?: ReadonlySet<string>;
  /** A folder for derived schemas by package version. @default schemas are not cached */
  readonly cache?: string;
}

/**
 * Returns the schema of one provider: from its bindings, corrected by the facts about the real provider.
 * @throws {BindingsMissingError} when there is no such package.
 * @throws {BindingSourceError} when the bindings have no source.
 */
export function loadProviderSchema(options: LoadOptions): ProviderSchema {
  const folder = packageOf(options.bindings);
  const provider = deriveCached(folder, 'provider', options.cache);
  const wanted = (type: string): boolean => options.types === undefined || options.types.has(type);
  const groups: Record<Group, Record<string, BlockSchema>> = { resources: {}, dataSources: {}, ephemerals: {} };
  for (const module of modulesOf(folder, provider.type)) {
    // Bindings whose name is a reserved word have the suffix "-resource": random_string is in string-resource.
    if (!wanted(module.type) && !wanted(module.type.replace(/_resource$/, ''))) continue;
    const derived = deriveCached(folder, module.folder, options.cache);
    if (!wanted(derived.type)) continue;
    const facts = module.group === 'resources' ? tryResourceFacts(derived.type) : undefined;
    groups[module.group][derived.type] = facts === undefined ? derived.block : overlayFacts(derived.block, facts);
  }
  // CDKTF's bindings have no ephemeral resources. Those with facts are served as well.
  for (const [type, facts] of Object.entries(ephemeralFacts(provider.type))) {
    if (wanted(type)) groups.ephemerals[type] ??= schemaFromFacts(facts);
  }
  const source = provider.source ?? provider.type;
  return {
    name: provider.type,
    source: source.includes('/') ? source : `hashicorp/${source}`,
    version: provider.version ?? '0.0.0',
    provider: withoutAlias(provider.block),
    ...groups,
  };
}

/** The package of bindings does not exist. */
export class BindingsMissingError extends UserError {
  constructor(readonly folder: string) {
    super(`There are no provider bindings in ${folder}.`, 'Install them, for example `pnpm add @cdktf/provider-aws`.');
  }
}

/** Bindings list Terraform's own `alias` among a provider's arguments. */
function withoutAlias(block: BlockSchema): BlockSchema {
  const { alias: _, ...attributes } = block.attributes;
  return { ...block, attributes };
}

type Group = 'resources' | 'dataSources' | 'ephemerals';

interface BindingModule {
  readonly folder: string;
  readonly group: Group;
  /** The type, derived from the name of the folder. */
  readonly type: string;
}

function packageOf(folder: string): string {
  if (existsSync(resolve(folder, 'lib/provider/index.js'))) return folder;
  throw new BindingsMissingError(folder);
}

/** Returns the modules of a package. Folders are named after types, so only the requested ones are read. */
function modulesOf(folder: string, provider: string): BindingModule[] {
  const names = readdirSync(resolve(folder, 'lib'), { withFileTypes: true });
  return names
    .filter((entry) => entry.isDirectory() && entry.name !== 'provider')
    .map((entry) => moduleOf(entry.name, provider))
    .filter((module) => existsSync(resolve(folder, 'lib', module.folder, 'index.js')))
    .sort((one, other) => (one.folder < other.folder ? -1 : 1));
}

function moduleOf(folder: string, provider: string): BindingModule {
  const snake = folder.replaceAll('-', '_');
  const [, kind] = /^(data|ephemeral)_/.exec(snake) ?? [];
  if (kind === undefined) return { folder, group: 'resources', type: `${provider}_${snake}` };
  const bare = snake.slice(kind.length + 1);
  const type = bare.startsWith(`${provider}_`) ? bare : `${provider}_${bare}`;
  return { folder, group: kind === 'data' ? 'dataSources' : 'ephemerals', type };
}

function deriveCached(folder: string, module: string, cache: string | undefined): DerivedModule {
  const file = resolve(folder, 'lib', module, 'index.js');
  if (cache === undefined) return deriveModule(bindingSource(file));
  const entry = resolve(cache, versionOf(folder), `${module}.json`);
  const known = readCache(entry);
  if (known !== undefined) return known;
  const derived = deriveModule(bindingSource(file));
  writeCache(entry, derived);
  return derived;
}

/** Increased with every change of the derivation, so that older caches are not read. */
const DERIVATION = 2;

function versionOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as Record<string, string>;
  return `${DERIVATION}-${(name ?? dirname(folder)).replaceAll(/[^a-z0-9-]/g, '-')}-${version ?? '0'}`;
}
