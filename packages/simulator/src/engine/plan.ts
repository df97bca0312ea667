import type { Behaviour, ProviderScope } from '../behaviours';
import { canonical } from '../behaviours/made-up';
import type { AttributeSchema, BlockSchema, NestedBlockSchema } from '../schema/types';
import type { Path } from '../wire/diagnostics';
import { isObject, UNKNOWN, Unknown, type Value, type Values } from '../wire/values';
import { changedPaths } from './compare';

/** The input of a plan from Terraform. */
export interface PlanInput {
  readonly schema: BlockSchema;
  readonly behaviour: Behaviour;
  readonly scope: ProviderScope;
  readonly prior: Values | null;
  /** Configuration and prior state, merged by Terraform. */
  readonly proposed: Values;
  readonly config: Values;
}

/** The response of a provider. */
export interface Plan {
  readonly planned: Values;
  /** Attributes that force a replacement. */
  readonly replaces: readonly Path[];
}

/** Plans a creation or an update: applies defaults and leaves computed values unknown. */
export function planChange(input: PlanInput): Plan {
  const { schema, behaviour, prior } = input;
  const planned = fillBlock(schema, input.proposed, input.config, prior);
  fillCommon(input, planned);
  if (prior === null) return { planned, replaces: [] };
  keepEquivalent(behaviour, prior, planned);
  const special = (behaviour.replaces?.(prior, planned) ?? []).map((name) => [name]);
  const changes = changedPaths(schema, prior, planned);
  if (changes.length > 0) markFollowersUnknown(input, planned);
  return { planned, replaces: [...changes.filter((one) => one.replaces).map(({ path }) => path), ...special] };
}

function fillBlock(schema: BlockSchema, proposed: Values, config: Values, prior: Values | null): Values {
  const planned: Values = {};
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    planned[name] = fillAttribute(attribute, proposed[name] ?? null, config[name] ?? null, prior === null);
  }
  for (const [name, nested] of Object.entries(schema.blocks)) {
    planned[name] = fillNested(nested, proposed[name] ?? null, config[name] ?? null, prior?.[name] ?? null);
  }
  return planned;
}

function fillAttribute(attribute: AttributeSchema, proposed: Value, config: Value, isNew: boolean): Value {
  if (attribute.writeOnly) return null;
  if (config !== null) return proposed;
  if (attribute.default !== undefined) return attribute.default;
  return attribute.computed && isNew ? UNKNOWN : proposed;
}

function fillNested(nested: NestedBlockSchema, proposed: Value, config: Value, prior: Value): Value {
  if (nested.keptWhenMissing && isEmpty(config) && !isEmpty(prior)) return prior;
  const { block, nesting } = nested;
  if (nesting === 'single') {
    return isObject(proposed) ? fillBlock(block, proposed, objectOf(config), isObject(prior) ? prior : null) : proposed;
  }
  if (nesting === 'map' && isObject(proposed)) {
    const filled = Object.entries(proposed).map(([key, one]) => [
      key,
      fillBlock(
        block,
        objectOf(one),
        objectOf(objectOf(config)[key]),
        isObject(objectOf(prior)[key]) ? objectOf(objectOf(prior)[key]) : null,
      ),
    ]);
    return Object.fromEntries(filled) as Values;
  }
  if (!Array.isArray(proposed)) return proposed;
  const before = Array.isArray(prior) ? prior : [];
  if (nesting === 'list') {
    const written = Array.isArray(config) ? config : [];
    return proposed.map((one, at) =>
      isObject(one) ? fillBlock(block, one, objectOf(written[at]), objectOrNull(before[at])) : one,
    );
  }
  // Elements of a set have no position. An existing one is identified by its content.
  const known = new Set(before.map((one) => canonical(one)));
  return proposed.map((one) =>
    isObject(one) ? fillBlock(block, one, one, known.has(canonical(one)) ? one : null) : one,
  );
}

/** Applies what the providers do for every resource: the region and the default tags. */
function fillCommon({ schema, scope, config, prior }: PlanInput, planned: Values): void {
  if (schema.attributes['region']?.computed && isNothing(config['region'])) {
    planned['region'] = prior?.['region'] || scope.region;
  }
  if (schema.attributes['tags_all']?.computed && isNothing(config['tags_all'])) {
    const tags = config['tags'] ?? null;
    planned['tags_all'] = tags instanceof Unknown ? UNKNOWN : { ...scope.defaultTags, ...objectOf(tags) };
  }
}

/** Keeps JSON that is equivalent but formatted differently, and values whose difference the provider ignores. */
function keepEquivalent(behaviour: Behaviour, prior: Values, planned: Values): void {
  for (const name of behaviour.json ?? []) {
    const [before, after] = [parsed(prior[name]), parsed(planned[name])];
    if (before !== undefined && before === after) planned[name] = prior[name] ?? null;
  }
  for (const name of behaviour.keeps?.(prior, planned) ?? []) planned[name] = prior[name] ?? null;
}

/** Marks values that are derived from a changed name as unknown. */
function markFollowersUnknown({ behaviour, scope, prior, schema }: PlanInput, planned: Values): void {
  if (prior === null || behaviour.key === undefined || behaviour.follows === undefined) return;
  if (behaviour.key(prior, scope) === behaviour.key(planned, scope)) return;
  for (const name of behaviour.follows) {
    if (schema.attributes[name]?.computed) planned[name] = UNKNOWN;
  }
}

function parsed(value: Value | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return canonical(JSON.parse(value) as Value);
  } catch {
    return undefined;
  }
}

function isNothing(value: Value | undefined): boolean {
  return value === null || value === undefined;
}

function isEmpty(value: Value): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function objectOf(value: Value | undefined): Values {
  return isObject(value) ? value : {};
}

function objectOrNull(value: Value | undefined): Values | null {
  return isObject(value) ? value : null;
}
