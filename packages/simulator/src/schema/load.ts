import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '@goldenpath/errors';
import { bindingSource } from './binding-source';
import { readCache, writeCache } from './cache';
import { deriveModule, type DerivedModule } from './derive';
import { ephemeralFacts, tryResourceFacts } from './facts';
import { overlayFacts, schemaFromFacts } from './overlay';
import type { BlockSchema, ProviderSchema } from './types';

/** Which schemas to load, and from where. */
export interface LoadOptions {
  /** The folder of a bindings package, for example `node_modules/@cdktf/provider-aws`. */
  readonly bindings: string;
  /** Types to serve, for example `aws_db_instance`. @default all that the bindings have */
  readonly types?: ReadonlySet<string>;
  /** A folder that keeps derived schemas by package version. @default nothing is kept */
  readonly cache?: string;
}

/**
 * The schema of one provider: from its bindings, with the facts about the real one laid over it.
 * @throws {BindingsMissingError} when there is no such package.
 * @throws {BindingSourceError} when the bindings carry no source.
 */
export function loadProviderSchema(options: LoadOptions): ProviderSchema {
  const folder = packageOf(options.bindings);
  const provider = deriveCached(folder, 'provider', options.cache);
  const wanted = (type: string): boolean => options.types === undefined || options.types.has(type);
  const groups: Record<Group, Record<string, BlockSchema>> = { resources: {}, dataSources: {}, ephemerals: {} };
  for (const module of modulesOf(folder, provider.type)) {
    // Bindings of names that a language keeps for itself end in "-resource": random_string is in string-resource.
    if (!wanted(module.type) && !wanted(module.type.replace(/_resource$/, ''))) continue;
    const derived = deriveCached(folder, module.folder, options.cache);
    if (!wanted(derived.type)) continue;
    const facts = module.group === 'resources' ? tryResourceFacts(derived.type) : undefined;
    groups[module.group][derived.type] = facts === undefined ? derived.block : overlayFacts(derived.block, facts);
  }
  // Bindings of CDKTF have no ephemeral resources: those that we have facts about are served all the same.
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
  /** The type, going by the folder's name. */
  readonly type: string;
}

function packageOf(folder: string): string {
  if (existsSync(resolve(folder, 'lib/provider/index.js'))) return folder;
  throw new BindingsMissingError(folder);
}

/** The modules of a package; their folders are named after the types, so that only those wanted need reading. */
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

/** Raised whenever derivation changes, so that what an older simulator kept is not read. */
const DERIVATION = 2;

function versionOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as Record<string, string>;
  return `${DERIVATION}-${(name ?? dirname(folder)).replaceAll(/[^a-z0-9-]/g, '-')}-${version ?? '0'}`;
}
