import { dataBehaviourOf, ephemeralBehaviourOf, type Lookup } from '../behaviours';
import { canonical, text } from '../behaviours/made-up';
import { generatedValue } from '../engine/resolve-unknowns';
import { Refusal } from '../engine/refusal';
import type { BlockSchema, TypeExpression } from '../schema/types';
import type { Problem } from '../wire/diagnostics';
import { decodeValues, encodeValue, isObject, type Value, type Values } from '../wire/values';
import { authorise } from './authorise';
import type { Connection } from './grpc-server';
import type { TypedRequest } from './messages';
import type { Provider } from './provider';

/** Returns the values of a data source. */
export function readData(provider: Provider, request: TypedRequest, connection: Connection): object {
  const { type_name: type } = request;
  const config = decodeValues(request.config) ?? {};
  const lookup = provider.lookup(connection);
  provider.cloud.faults.strike('data', type);
  authorise(provider, connection, { mode: 'data', type, attributes: config }, 'read');
  const found = dataBehaviourOf(type)?.read(config, lookup) ?? findAlike(type, config, lookup);
  if (isProblem(found)) throw new Refusal(found);
  if (provider.cloud.faults.isHidden(type, text(found['id'])))
    throw new Refusal({ summary: `reading ${type}: couldn't find resource` });
  return { state: encodeValue(complete(provider.schema.dataSources[type], config, found, lookup, type)) };
}

/** Returns the values of an ephemeral resource. */
export function openEphemeral(provider: Provider, request: TypedRequest, connection: Connection): object {
  const { type_name: type } = request;
  const config = decodeValues(request.config) ?? {};
  const lookup = provider.lookup(connection);
  provider.cloud.faults.strike('open', type);
  const found = ephemeralBehaviourOf(type)?.open(config, lookup) ?? {};
  if (isProblem(found)) throw new Refusal(found);
  return { result: encodeValue(complete(provider.schema.ephemerals[type], config, found, lookup, type)) };
}

function isProblem(found: Values | Problem): found is Problem {
  return 'summary' in found && typeof found.summary === 'string' && !('id' in found);
}

/** For an unknown type: returns the matching object of that type in the account, or generated values. */
function findAlike(type: string, config: Values, lookup: Lookup): Values {
  const wanted = Object.entries(config).filter(([, value]) => typeof value === 'string' && value !== '');
  const alike = lookup
    .all(type)
    .find(({ values }) => wanted.every(([name, value]) => !(name in values) || values[name] === value));
  return alike?.values ?? {};
}

/** Completes the values by the schema: configured values, found values, and generated values for the rest. */
function complete(
  schema: BlockSchema | undefined,
  config: Values,
  found: Values,
  lookup: Lookup,
  type: string,
): Values {
  const values: Values = {};
  const seed = `${lookup.scope.accountId}:${type}:${canonical(config)}`;
  for (const [name, attribute] of Object.entries(schema?.attributes ?? {})) {
    const given = config[name] ?? null;
    if (given !== null) values[name] = given;
    else if (name in found) values[name] = shaped(attribute.type, found[name] ?? null);
    else if (name === 'region') values[name] = lookup.scope.region;
    else values[name] = attribute.computed ? generatedValue(name, attribute, `${seed}.${name}`, lookup.scope) : null;
  }
  for (const name of Object.keys(schema?.blocks ?? {})) values[name] = config[name] ?? null;
  return values;
}

/** Objects in a list have exactly the attributes of the data source, which can be fewer than those of the resource. */
function shaped(type: TypeExpression, value: Value): Value {
  if (typeof type === 'string' || value === null) return value;
  if (type[0] === 'object') {
    const fields = isObject(value) ? value : {};
    return Object.fromEntries(
      Object.entries(type[1]).map(([name, inner]) => [name, shaped(inner, fields[name] ?? null)]),
    );
  }
  return Array.isArray(value) ? value.map((one) => shaped(type[1], one)) : value;
}
