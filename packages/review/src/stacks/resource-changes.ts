import { isList, isMap, type Json, ownValue, type Pair } from '@goldenpath/extension';
import type { AttributeChange, PlannedAction, ResourceChange } from '@goldenpath/deploy';
import { sortedBy } from '../order';
import type { StackContent } from '../fleet-version';
import { type Difference, differences } from '../values/differences';
import { withoutBookkeeping } from './bookkeeping';
import { movedProviders } from './moved-providers';
import type { Replacements } from './replacements';
import { resourcesOf, type StackResource } from './resources';

/**
 * Returns Terraform's changes as far as the contents of a stack show them: new resources are created, missing ones destroyed, and others
 * changed in place or replaced. Consequences of a replaced resource for others are only visible in a plan.
 */
export function resourceChanges({ base, head }: Pair<StackContent>, replacements: Replacements): ResourceChange[] {
  const [before, after] = [renamed(resourcesOf(base), head), resourcesOf(head)];
  const moved = movedProviders({ base, head });
  const addresses = sortedBy(new Set([...before.keys(), ...after.keys()]), (address) => address);
  const changes = addresses.flatMap((address) =>
    changeOf({ base: before.get(address), head: after.get(address) }, moved, replacements),
  );
  return withTriggered(changes, after);
}

/** Gives resources of the base the addresses that the `moved` blocks of the head give them. */
function renamed(
  before: ReadonlyMap<string, StackResource>,
  head: StackContent | undefined,
): Map<string, StackResource> {
  const blocks = isMap(head) ? ownValue(head, 'moved') : undefined;
  const found = new Map(before);
  for (const block of isList(blocks) ? blocks : []) {
    if (!isMap(block)) continue;
    const [from, to] = [ownValue(block, 'from'), ownValue(block, 'to')];
    const resource = typeof from === 'string' ? found.get(from) : undefined;
    if (resource === undefined || typeof from !== 'string' || typeof to !== 'string' || found.has(to)) continue;
    found.delete(from);
    found.set(to, { ...resource, address: to });
  }
  return found;
}

function changeOf(
  { base, head }: Pair<StackResource>,
  moved: ReadonlyMap<string, string>,
  replacements: Replacements,
): ResourceChange[] {
  const resource = head ?? base;
  if (resource === undefined) return [];
  const { address, type } = resource;
  if (base === undefined || head === undefined)
    return [{ address, type, action: base === undefined ? 'create' : 'destroy', attributes: [], replacedBecause: [] }];
  const found = differences(attributesOf(base), attributesOf(head)).filter(
    ({ fields: [attribute = ''] }) => !isWriteOnly(attribute, { base, head }) && !isIgnored(attribute, head),
  );
  const forced = found
    .filter(({ fields: [attribute = ''] }) => replacements.get(type)?.has(attribute) === true)
    .map(({ path }) => path);
  const elsewhere = moved.get(type.slice(0, type.indexOf('_')));
  const replacedBecause = [...forced, ...(elsewhere === undefined ? [] : [elsewhere])];
  if (found.length === 0 && replacedBecause.length === 0) return [];
  const action: PlannedAction = replacedBecause.length > 0 ? 'replace' : 'update';
  return [{ address, type, action, attributes: found.map(attributeChange), replacedBecause }];
}

/** A write-only argument: the provider writes it only when its version increases, so a new expression alone has no effect. */
function isWriteOnly(attribute: string, { base, head }: { base: StackResource; head: StackResource }): boolean {
  const version = `${attribute}_version`;
  if (!attribute.endsWith('_wo') || !isMap(base.attributes) || !isMap(head.attributes)) return false;
  const [before, after] = [ownValue(base.attributes, version), ownValue(head.attributes, version)];
  return after !== undefined && before === after;
}

/** Terraform does not change what `ignore_changes` names once the resource exists. */
function isIgnored(attribute: string, { attributes }: StackResource): boolean {
  const lifecycle = isMap(attributes) ? ownValue(attributes, 'lifecycle') : undefined;
  const ignored = isMap(lifecycle) ? ownValue(lifecycle, 'ignore_changes') : undefined;
  return isList(ignored) && ignored.includes(attribute);
}

function attributesOf({ attributes }: StackResource): Json {
  return withoutBookkeeping(attributes);
}

function attributeChange({ path, before, after }: Difference): AttributeChange {
  return { path, before, after, sensitive: false, unknown: false };
}

/** Adds resources that are replaced because a resource in `replace_triggered_by` changes. */
function withTriggered(
  changes: readonly ResourceChange[],
  after: ReadonlyMap<string, StackResource>,
): ResourceChange[] {
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  for (const { address, type, attributes } of after.values()) {
    const change = byAddress.get(address);
    if (change?.action === 'create' || change?.action === 'replace') continue;
    const triggers = triggersOf(attributes).filter((trigger) => isTriggered(byAddress.get(trigger)));
    if (triggers.length === 0) continue;
    const { attributes: changed = [] } = change ?? {};
    byAddress.set(address, {
      address,
      type,
      action: 'replace',
      attributes: changed,
      replacedBecause: [],
      reason: 'replace_by_triggers',
    });
  }
  return sortedBy(byAddress.values(), ({ address }) => address);
}

function isTriggered(change: ResourceChange | undefined): boolean {
  return change?.action === 'update' || change?.action === 'replace';
}

function triggersOf(attributes: StackResource['attributes']): string[] {
  const lifecycle = ownValue(attributes, 'lifecycle');
  const named = isMap(lifecycle) ? ownValue(lifecycle, 'replace_triggered_by') : undefined;
  return isList(named) ? named.filter((address) => typeof address === 'string') : [];
}
