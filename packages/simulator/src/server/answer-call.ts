import { behaviourOf, ephemeralBehaviourOf } from '../behaviours';
import { planChange } from '../engine/plan';
import { Refusal } from '../engine/refusal';
import { validateConfig } from '../engine/validate';
import type { BlockSchema } from '../schema/types';
import { toSchemaResponse } from '../schema/wire';
import { toAttributePath, toDiagnostic, type Problem } from '../wire/diagnostics';
import { decodeValues, encodeValue } from '../wire/values';
import { applyChange } from './apply';
import type { Connection } from './grpc-server';
import { readData, openEphemeral } from './lookups';
import type { ChangeRequest, ImportRequest, ReadRequest, TypedRequest, UpgradeRequest } from './messages';
import type { Provider } from './provider';
import { checkProviderConfig } from './provider-config';
import { importResource, readResource, upgradeState } from './read';

/** Responds to a provider call by its name; returns undefined for an unknown call. */
export function answerCall(
  provider: Provider,
  call: string,
  request: unknown,
  connection: Connection,
): object | undefined {
  const handler = HANDLERS[call];
  if (handler === undefined) return undefined;
  try {
    return handler(provider, request as never, connection);
  } catch (error) {
    // Refusals of the cloud and problems with its account are responses. Any other error is a bug.
    if (error instanceof Refusal) return { diagnostics: [toDiagnostic(error.problem)] };
    if (isAccountError(error))
      return { diagnostics: [toDiagnostic({ summary: error.message.split('\n')[0] ?? '', detail: error.message })] };
    throw error;
  }
}

type Handler = (provider: Provider, request: never, connection: Connection) => object;

const HANDLERS: { readonly [call: string]: Handler } = {
  GetMetadata: ({ schema }) => ({
    resources: typeNames(schema.resources),
    data_sources: typeNames(schema.dataSources),
    ephemeral_resources: typeNames(schema.ephemerals),
    server_capabilities: { get_provider_schema_optional: true },
  }),
  GetProviderSchema: ({ schema }) => toSchemaResponse(schema),
  ValidateProviderConfig: ({ schema }, request: TypedRequest) =>
    diagnostics(validateConfig(schema.provider, decodeValues(request.config) ?? {})),
  ConfigureProvider: (provider, request: TypedRequest, connection) => {
    const config = decodeValues(request.config) ?? {};
    provider.configure(connection, config);
    return diagnostics(checkProviderConfig(config, provider.knownAccounts));
  },
  ValidateResourceConfig: (provider, request: TypedRequest) => {
    const config = decodeValues(request.config) ?? {};
    const behaviour = behaviourOf(request.type_name);
    return diagnostics([
      ...validateConfig(provider.resource(request.type_name), config),
      ...(behaviour.validate?.(config) ?? []),
    ]);
  },
  ValidateDataResourceConfig: ({ schema }, request: TypedRequest) =>
    diagnostics(validateConfig(schema.dataSources[request.type_name] ?? NO_SCHEMA, decodeValues(request.config) ?? {})),
  ValidateEphemeralResourceConfig: ({ schema }, request: TypedRequest) => {
    const config = decodeValues(request.config) ?? {};
    const own = ephemeralBehaviourOf(request.type_name)?.validate?.(config) ?? [];
    return diagnostics([...validateConfig(schema.ephemerals[request.type_name] ?? NO_SCHEMA, config), ...own]);
  },
  UpgradeResourceState: (provider, request: UpgradeRequest) => upgradeState(provider, request),
  ReadResource: (provider, request: ReadRequest, connection) => readResource(provider, request, connection),
  PlanResourceChange: (provider, request: ChangeRequest, connection) => plan(provider, request, connection),
  ApplyResourceChange: (provider, request: ChangeRequest, connection) => applyChange(provider, request, connection),
  ImportResourceState: (provider, request: ImportRequest, connection) => importResource(provider, request, connection),
  ReadDataSource: (provider, request: TypedRequest, connection) => readData(provider, request, connection),
  OpenEphemeralResource: (provider, request: TypedRequest, connection) => openEphemeral(provider, request, connection),
  CloseEphemeralResource: () => ({}),
  StopProvider: () => ({}),
};

const NO_SCHEMA: BlockSchema = { attributes: {}, blocks: {} };

function plan(provider: Provider, request: ChangeRequest, connection: Connection): object {
  const proposed = decodeValues(request.proposed_new_state);
  if (proposed === null) return { planned_state: encodeValue(null), legacy_type_system: true };
  const { planned, replaces } = planChange({
    schema: provider.resource(request.type_name),
    behaviour: behaviourOf(request.type_name),
    scope: provider.scopeOf(connection),
    prior: decodeValues(request.prior_state),
    proposed,
    config: decodeValues(request.config) ?? {},
  });
  return {
    planned_state: encodeValue(planned),
    requires_replace: replaces.map(toAttributePath),
    // Applies defaults of arguments that are not computed, which only providers with the older SDK may do.
    legacy_type_system: true,
  };
}

function diagnostics(problems: readonly Problem[]): object {
  return { diagnostics: problems.map(toDiagnostic) };
}

function typeNames(schemas: object): object[] {
  return Object.keys(schemas).map((type) => ({ type_name: type }));
}

const ACCOUNT_ERRORS = ['CorruptAccountError', 'AccountUnavailableError', 'AccountBusyError'];

function isAccountError(error: unknown): error is Error {
  return error instanceof Error && ACCOUNT_ERRORS.includes(error.name);
}
