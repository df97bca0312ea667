import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Facts about one attribute of the real provider's schema. Their sources are in `facts/README.md`. */
export interface AttributeFacts {
  readonly type?: string;
  readonly mode?: string;
  readonly replaces?: unknown;
  readonly sensitive?: boolean;
  readonly writeOnly?: boolean;
  readonly default?: unknown;
  readonly enum?: unknown;
  readonly conflictsWith?: readonly string[];
  readonly exactlyOneOf?: readonly string[];
  readonly requiredWith?: readonly string[];
  readonly note?: string;
  /** Set where the bindings are older than the attribute, which is served all the same. */
  readonly since?: string;
  readonly uncertain?: string;
}

/** Facts about one block. */
export interface BlockFacts {
  readonly attributes?: { readonly [name: string]: AttributeFacts | string };
  readonly blocks?: { readonly [name: string]: NestedBlockFacts | string };
}

/** Facts about one nested block. */
export interface NestedBlockFacts extends BlockFacts {
  readonly nesting?: string;
  readonly min?: number;
  readonly max?: number;
  readonly replaces?: unknown;
  readonly note?: string;
}

/** Facts about one resource. */
export interface ResourceFacts extends BlockFacts {
  readonly notes?: readonly string[];
  readonly read?: string;
  readonly source?: string;
}

const FACTS = resolve(__dirname, '../../facts');

/** Returns the facts about a resource type, such as `aws_db_instance`; undefined when there are none. */
export function tryResourceFacts(type: string): ResourceFacts | undefined {
  const file = resolve(FACTS, type.split('_')[0] ?? '', `${type}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ResourceFacts) : undefined;
}

/** Returns the facts about a provider's ephemeral resources, by type. Older bindings have no classes for them. */
export function ephemeralFacts(provider: string): { readonly [type: string]: ResourceFacts } {
  const file = resolve(FACTS, provider, 'ephemeral.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { [type: string]: ResourceFacts }) : {};
}
