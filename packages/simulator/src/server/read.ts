import { behaviourOf } from '../behaviours';
import { text } from '../behaviours/made-up';
import { find } from '../engine/cloud';
import { Refusal } from '../engine/refusal';
import { authorise } from './authorise';
import { restoreSecrets } from '../engine/vault';
import type { BlockSchema } from '../schema/types';
import { decodeValues, encodeValue, type Value, type Values } from '../wire/values';
import type { Connection } from './grpc-server';
import type { ImportRequest, ReadRequest, UpgradeRequest } from './messages';
import type { Provider } from './provider';

/** Returns the current values of an object in the state; null when it was deleted outside of Terraform. */
export function readResource(provider: Provider, request: ReadRequest, connection: Connection): object {
  const type = request.type_name;
  const current = decodeValues(request.current_state);
  const behaviour = behaviourOf(type);
  provider.cloud.faults.strike('read', type);
  if (current === null || behaviour.local) return { new_state: encodeValue(current) };
  authorise(provider, connection, { mode: 'resource', type, attributes: current }, 'read');
  const { faults } = provider.cloud;
  const all = provider.accountOf(connection).all(type);
  const object = find(behaviour, current, all, provider.scopeOf(connection));
  if (object === undefined || faults.isHidden(type, text(current['id']))) return { new_state: encodeValue(null) };
  return { new_state: encodeValue({ ...current, ...restoreSecrets(provider.resource(type), object) }) };
}

/** Converts a stored state to the current schema: unknown attributes are dropped, new ones are null. */
export function upgradeState(provider: Provider, request: UpgradeRequest): object {
  const stored = JSON.parse(Buffer.from(request.raw_state.json).toString('utf8')) as Values;
  // As JSON, from which Terraform restores values of dynamic type itself.
  return {
    upgraded_state: { json: Buffer.from(JSON.stringify(conform(provider.resource(request.type_name), stored))) },
  };
}

/** Imports an existing object by its id or its name. */
export function importResource(provider: Provider, request: ImportRequest, connection: Connection): object {
  const { type_name: type, id } = request;
  const scope = provider.scopeOf(connection);
  const keys = [id, `${scope.region}/${id}`, `${scope.owner}/${id}`];
  const found = provider
    .accountOf(connection)
    .all(type)
    .find((object) => !object.retired && (object.values['id'] === id || keys.includes(object.key)));
  if (found === undefined) {
    throw new Refusal({
      summary: 'Cannot import non-existent remote object',
      detail: `There is no ${type} "${id}" in the simulated account.`,
    });
  }
  const state = restoreSecrets(provider.resource(type), found);
  return { imported_resources: [{ type_name: type, state: encodeValue(conform(provider.resource(type), state)) }] };
}

function conform(schema: BlockSchema, stored: Values): Values {
  const entries: [string, Value][] = Object.keys(schema.attributes).map((name) => [name, stored[name] ?? null]);
  for (const [name, nested] of Object.entries(schema.blocks)) {
    const empty = nested.nesting === 'single' ? null : nested.nesting === 'map' ? {} : [];
    entries.push([name, stored[name] ?? empty]);
  }
  return Object.fromEntries(entries);
}
