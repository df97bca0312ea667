import type { Transaction } from '../account';
import { behaviourOf, type Behaviour, type Change } from '../behaviours';
import { canonical, text } from '../behaviours/made-up';
import { create, remove, update, type Operation } from '../engine/cloud';
import { resolveUnknowns } from '../engine/resolve-unknowns';
import { Refusal } from '../engine/refusal';
import type { Fault, OperationKind } from '../faults';
import type { BlockSchema } from '../schema/types';
import { toDiagnostic } from '../wire/diagnostics';
import { decodeValues, encodeValue, type Values } from '../wire/values';
import { authorise } from './authorise';
import type { Connection } from './grpc-server';
import type { ChangeRequest } from './messages';
import type { Provider } from './provider';

/** Applies a plan: to the account or, for resources without a cloud, only to the state. */
export function applyChange(provider: Provider, request: ChangeRequest, connection: Connection): object {
  const type = request.type_name;
  const [prior, planned] = [decodeValues(request.prior_state), decodeValues(request.planned_state)];
  const kind: OperationKind = prior === null ? 'create' : planned === null ? 'delete' : 'update';
  const { faults } = provider.cloud;
  const striking = strikeOrRefuse(provider, kind, type, prior);
  if (!Array.isArray(striking)) return striking;
  const config = decodeValues(request.config) ?? {};
  try {
    const state = operate(provider, { type, prior, planned, config, connection });
    if (kind === 'create') faults.hide(striking, type, text(state?.['id']));
    return finish(provider, striking, kind, type, state);
  } catch (error) {
    if (error instanceof Refusal) return answer(prior, error);
    throw error;
  }
}

function strikeOrRefuse(provider: Provider, kind: OperationKind, type: string, prior: Values | null): Fault[] | object {
  try {
    return [...provider.cloud.faults.strike(kind, type)];
  } catch (error) {
    if (error instanceof Refusal) return answer(prior, error);
    throw error;
  }
}

/** An operation that failed after it took effect is stored in the state, so that Terraform knows the object. */
function finish(
  provider: Provider,
  striking: readonly Fault[],
  kind: OperationKind,
  type: string,
  state: Values | null,
): object {
  try {
    provider.cloud.faults.strikeAfter(striking, kind, type);
    return answer(state);
  } catch (error) {
    if (error instanceof Refusal) return answer(state, error);
    throw error;
  }
}

function answer(state: Values | null, refusal?: Refusal): object {
  return {
    new_state: encodeValue(state),
    legacy_type_system: true,
    ...(refusal === undefined ? {} : { diagnostics: [toDiagnostic(refusal.problem)] }),
  };
}

interface Work {
  readonly type: string;
  readonly prior: Values | null;
  readonly planned: Values | null;
  readonly config: Values;
  readonly connection: Connection;
}

function operate(provider: Provider, work: Work): Values | null {
  const { type, prior, planned } = work;
  const [behaviour, schema] = [behaviourOf(type), provider.resource(type)];
  const { random } = provider.cloud;
  const account = provider.accountOf(work.connection);
  const scope = provider.scopeOf(work.connection);
  if (behaviour.local)
    return planned === null ? null : resolveLocally(schema, behaviour, planned, { scope, random, account: NO_ACCOUNT });
  const kind = prior === null ? 'create' : planned === null ? 'delete' : 'update';
  authorise(provider, work.connection, { mode: 'resource', type, attributes: planned ?? prior ?? {} }, kind);
  const config = withoutUnusedSecrets(schema, work);
  return account.change((transaction) => {
    const operation: Operation = { schema, behaviour, config, change: { scope, random, account: transaction } };
    if (planned === null) {
      remove(operation, prior ?? {});
      return null;
    }
    return prior === null ? create(operation, planned) : update(operation, prior, planned);
  });
}

function resolveLocally(schema: BlockSchema, behaviour: Behaviour, planned: Values, change: Change): Values {
  const seed = `${behaviour.type}:${canonical(planned)}`;
  return resolveUnknowns(
    schema,
    planned,
    behaviour.computed?.(planned, change.scope, seed, change) ?? {},
    seed,
    change.scope,
  );
}

/** Providers send a write-only value only at creation and when its version changes. */
function withoutUnusedSecrets(schema: BlockSchema, { prior, planned, config }: Work): Values {
  if (prior === null) return config;
  const used = Object.entries(config).filter(([name]) => {
    if (!schema.attributes[name]?.writeOnly) return true;
    return canonical(prior[`${name}_version`]) !== canonical(planned?.[`${name}_version`]);
  });
  return Object.fromEntries(used);
}

/** Resources that exist only in the state do not use the account. */
const NO_ACCOUNT: Transaction = {
  get: () => undefined,
  all: () => [],
  put: () => undefined,
  remove: () => undefined,
};
