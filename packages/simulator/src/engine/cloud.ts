import type { CloudObject, Transaction } from '../account';
import { allBehaviours, type Behaviour, type Change, type ProviderScope, type Reference } from '../behaviours';
import { canonical, hex, text, texts } from '../behaviours/made-up';
import type { BlockSchema } from '../schema/types';
import { Unknown, type Value, type Values } from '../wire/values';
import { resolveUnknowns } from './resolve-unknowns';
import { refuse } from './refusal';
import { restoreSecrets, separateSecrets } from './vault';

/** One operation on the cloud. */
export interface Operation {
  readonly schema: BlockSchema;
  readonly behaviour: Behaviour;
  readonly change: Change;
  /** The configuration. Write-only values are included only when they take effect. */
  readonly config: Values;
}

/** Creates an object and returns its values for the state. */
export function create(operation: Operation, planned: Values): Values {
  const { behaviour, change, schema, config } = operation;
  const { scope, account } = change;
  const found = identify(operation, planned);
  const existing = account.get(behaviour.type, found.key);
  if (existing !== undefined && !behaviour.adopts) refuseTaken(operation, existing);
  checkReferences(operation, found.values);
  const computed = behaviour.computed?.(found.values, scope, found.seed, change) ?? {};
  const resolved = resolveUnknowns(schema, found.values, computed, found.seed, scope);
  const refusal = behaviour.refuseCreate?.(resolved, change, config);
  if (refusal !== undefined) refuse(refusal);
  return store(operation, { type: behaviour.type, key: found.key, values: resolved }, existing?.vault);
}

/** Changes an existing object. */
export function update(operation: Operation, prior: Values, planned: Values): Values {
  const { behaviour, change, schema } = operation;
  const { scope, account } = change;
  const before = find(behaviour, prior, account.all(behaviour.type), scope);
  if (before === undefined) refuse(`updating ${behaviour.type}: it does not exist any more`);
  const key = behaviour.key?.(planned, scope) ?? before.key;
  if (key !== before.key) {
    const taken = account.get(behaviour.type, key);
    if (taken !== undefined) refuseTaken(operation, taken);
    account.remove(behaviour.type, before.key);
  }
  checkReferences(operation, planned);
  const seed = seedOf(behaviour, scope, key);
  const computed = behaviour.computed?.(planned, scope, seed, change) ?? {};
  const values = resolveUnknowns(schema, planned, computed, seed, scope);
  const refusal = behaviour.refuseUpdate?.(before, values, operation.config, change);
  if (refusal !== undefined) refuse(refusal);
  return store(operation, { type: behaviour.type, key, values }, before.vault);
}

/** Deletes an object. An object that no longer exists is not an error. */
export function remove(operation: Operation, prior: Values): void {
  const { behaviour, change } = operation;
  const object = find(behaviour, prior, change.account.all(behaviour.type), change.scope);
  if (object === undefined) return;
  // Some settings of a deletion exist only in Terraform's state.
  const refusal =
    behaviour.refuseDelete?.({ ...object, values: { ...prior, ...object.values } }, change) ??
    userOf(change.account, object);
  if (refusal !== undefined) refuse(refusal);
  if (behaviour.remove) behaviour.remove(object, change);
  else change.account.remove(object.type, object.key);
}

/** Finds the object of a state by its name or its id. Objects scheduled for deletion are not found. */
export function find(
  behaviour: Behaviour,
  state: Values,
  all: readonly CloudObject[],
  scope: ProviderScope,
): CloudObject | undefined {
  const key = behaviour.key?.(state, scope);
  const named = all.find((object) => object.key === key);
  const object = named ?? all.find((one) => one.values['id'] === state['id'] && text(state['id']) !== '');
  return object?.retired ? undefined : object;
}

function store(operation: Operation, object: CloudObject, vault: Values | undefined): Values {
  const { behaviour, change, schema, config } = operation;
  const separated = separateSecrets(schema, object, vault);
  const stored = behaviour.afterWrite?.(separated, change, config) ?? separated;
  change.account.put(stored);
  return restoreSecrets(schema, stored);
}

interface Identity {
  readonly key: string;
  readonly seed: string;
  readonly values: Values;
}

/** Pairs of a name attribute and the attribute that it can be derived from. */
const NAMES = [
  ['name', 'name_prefix'],
  ['identifier', 'identifier_prefix'],
  ['bucket', 'bucket_prefix'],
] as const;

/** Returns the identity of a new object. Without a name, its content and a counter identify it. */
function identify({ behaviour, change, schema }: Operation, planned: Values): Identity {
  const { scope, account } = change;
  for (let count = 0; ; count += 1) {
    const content = `${scope.accountId}:${behaviour.type}:${canonical(known(planned))}:${count}`;
    const values = withNames(planned, content);
    const isNamed = behaviour.key !== undefined && values.generated === 0;
    const key = behaviour.key?.(values.values, scope) ?? hex(content, 24);
    if (isNamed || account.get(behaviour.type, key) === undefined) {
      const seed = behaviour.key === undefined ? content : seedOf(behaviour, scope, key);
      return { key, seed, values: clearPrefixes(schema, values.values) };
    }
  }
}

function withNames(planned: Values, content: string): { values: Values; generated: number } {
  const values = { ...planned };
  let generated = 0;
  for (const [name, prefix] of NAMES) {
    if (!(values[name] instanceof Unknown)) continue;
    values[name] = `${text(values[prefix]) || 'terraform-'}${hex(content, 26)}`;
    generated += 1;
  }
  return { values, generated };
}

function clearPrefixes(schema: BlockSchema, values: Values): Values {
  const cleared = { ...values };
  for (const [, prefix] of NAMES) {
    if (schema.attributes[prefix] !== undefined && cleared[prefix] instanceof Unknown) cleared[prefix] = '';
  }
  return cleared;
}

function known(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !(value instanceof Unknown)));
}

function seedOf(behaviour: Behaviour, scope: ProviderScope, key: string): string {
  return `${scope.accountId}:${behaviour.type}:${key}`;
}

function refuseTaken({ behaviour, change }: Operation, existing: CloudObject): never {
  if (existing.retired && behaviour.type === 'aws_secretsmanager_secret') {
    refuse(
      `creating Secrets Manager Secret (${text(existing.values['name'])}): InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.`,
      'Restore the secret, or wait for the end of its recovery window.',
    );
  }
  refuse(
    behaviour.taken?.(existing.values, change.scope) ?? `creating ${behaviour.type}: it already exists`,
    'Choose another name, or import what is there.',
  );
}

function checkReferences({ behaviour, change }: Operation, values: Values): void {
  for (const reference of behaviour.references ?? []) {
    if (reference.missing === undefined) continue;
    for (const name of namesOf(values[reference.attribute], reference)) {
      if (!exists(change.account, reference, name)) refuse(reference.missing(name));
    }
  }
}

function namesOf(value: Value | undefined, reference: Reference): string[] {
  return texts(value).filter((name) => name !== '' && !reference.given?.(name));
}

function exists(account: Transaction, reference: Reference, name: string): boolean {
  return reference.types.some((type) =>
    account
      .all(type)
      .some((object) => !object.retired && [object.values[reference.by], object.values['name']].includes(name)),
  );
}

/** Returns the cloud's error when another object uses the one to delete. */
function userOf(account: Transaction, object: CloudObject): string | undefined {
  for (const behaviour of allBehaviours()) {
    for (const reference of behaviour.references ?? []) {
      if (reference.inUse === undefined || !reference.types.includes(object.type)) continue;
      const name = text(object.values[reference.by]);
      const user = account
        .all(behaviour.type)
        .find((one) => !one.retired && texts(one.values[reference.attribute]).includes(name));
      if (user !== undefined) return reference.inUse(name, user.values);
    }
  }
  return undefined;
}
