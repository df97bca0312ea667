import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UserError } from '@goldenpath/errors';
import { Account } from './account';
import type { ProviderScope } from './behaviours';
import { refuseRealCredentials, withoutRealCredentials } from './credentials';
import { Faults, type Fault } from './faults';
import { loadProviderSchema } from './schema/load';
import { serveGrpc, type GrpcServer, type Method } from './server/grpc-server';
import { answerCall } from './server/answer-call';
import { makeTemporaryFolder, type PlaceholderProcess, startPlaceholderProcess } from '@goldenpath/process';
import { Provider, type SimulatedCloud } from './server/provider';
import { protocolCalls } from './wire/protocol';

/** How a simulated cloud is set up. */
export interface SimulatorOptions {
  /** Folders of provider bindings to serve, for example of `@cdktf/provider-aws`. */
  readonly bindings: readonly string[];
  /** The file that keeps the account. It is made when it is not there. */
  readonly account: string;
  /** The environment that Terraform is to run in; it is searched for credentials of real clouds. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** Types to serve: resources, data sources and ephemeral resources. Fewer start faster. @default all */
  readonly types?: ReadonlySet<string>;
  /** A folder that keeps derived schemas. @default nothing is kept */
  readonly cache?: string;
  /** What is to go wrong. @default nothing */
  readonly faults?: readonly Fault[];
  /** The number of the AWS account. @default 111122223333, which AWS keeps for examples */
  readonly accountId?: string;
  /** The region of runs that name none. @default "eu-west-1" */
  readonly region?: string;
  /** The organization of runs that name none. @default "example-org" */
  readonly owner?: string;
  /** The slugs of the teams on GitHub. @default every team that is asked for exists */
  readonly teams?: readonly string[];
  /** Where passwords come from. @default the system's randomness */
  readonly random?: (size: number) => Buffer;
}

/** A running simulated cloud. */
export interface Simulator {
  /** Always true: nothing that it returns is real. */
  readonly simulated: true;
  /** Variables to add to Terraform's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The account, to read and to change without Terraform. */
  readonly account: Account;
  /** The providers that it serves: address and version. */
  readonly providers: readonly { readonly source: string; readonly version: string }[];
  /** How many operations have changed or tried to change something, for faults at the n-th. */
  readonly changes: number;
  /** Stops serving. The account stays. */
  stop(): Promise<void>;
}

/**
 * Starts a simulated cloud in this process: Terraform finds its providers through the environment that is returned, and
 * neither installs nor starts any. Any number of Terraform processes may use it at once.
 * @throws {RealCredentialsError} when the environment holds credentials of a real cloud.
 * @throws {BindingsMissingError} when a package of bindings does not exist.
 * @throws {CorruptAccountError} when the account's file is damaged.
 * @throws {SocketError} when no socket can be opened.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  refuseRealCredentials(options.environment);
  const account = new Account(options.account);
  account.types();
  const faults = new Faults(options.faults);
  const cloud: SimulatedCloud = {
    account,
    faults,
    random: options.random ?? randomBytes,
    teams: options.teams,
    defaultScope: scopeFrom(options),
  };
  const providers = options.bindings.map(
    (bindings) => new Provider(loadProviderSchema({ bindings, ...loading(options) }), cloud),
  );
  const folder = openFolder();
  const servers: GrpcServer[] = [];
  let placeholder: PlaceholderProcess | undefined;
  const stop = async (): Promise<void> => {
    placeholder?.stop();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const provider of providers) servers.push(await serve(provider, join(folder, provider.schema.name)));
    placeholder = startPlaceholderProcess();
  } catch (error) {
    await stop();
    throw new SocketError(folder, error);
  }
  return {
    simulated: true,
    environment: {
      TF_REATTACH_PROVIDERS: reattachment(providers, servers, placeholder.pid),
      ...withoutRealCredentials(join(folder, 'no-such-file')),
    },
    account,
    providers: providers.map(({ schema }) => ({ source: schema.source, version: schema.version })),
    get changes() {
      return faults.changes;
    },
    stop,
  };
}

/** No socket could be opened for Terraform to find the providers at. */
export class SocketError extends UserError {
  constructor(
    readonly folder: string,
    override readonly cause: unknown,
  ) {
    super(
      `Could not open a socket for the simulated cloud in ${folder}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Let TMPDIR name a folder that can be written to and whose path is short (below 80 characters).',
    );
  }
}

function scopeFrom(options: SimulatorOptions): ProviderScope {
  return {
    accountId: options.accountId ?? '111122223333',
    partition: 'aws',
    region: options.region ?? 'eu-west-1',
    owner: options.owner ?? 'example-org',
    defaultTags: {},
  };
}

function loading({ types, cache }: SimulatorOptions): { types?: ReadonlySet<string>; cache?: string } {
  return { ...(types === undefined ? {} : { types }), ...(cache === undefined ? {} : { cache }) };
}

function openFolder(): string {
  try {
    return makeTemporaryFolder('simulated-cloud-');
  } catch (error) {
    throw new SocketError(resolve(tmpdir()), error);
  }
}

function serve(provider: Provider, socket: string): Promise<GrpcServer> {
  const methods = new Map<string, Method>();
  for (const [name, call] of protocolCalls()) {
    // Terraform asks for the schema in each of its processes, and it is large: it is written once.
    let schema: Buffer | undefined;
    methods.set(call.path, async (bytes, connection) => {
      if (schema !== undefined) return schema;
      const answer = call.encode(answerCall(provider, name, call.decode(bytes), connection) ?? {});
      if (name === 'GetProviderSchema') schema = answer;
      return answer;
    });
  }
  return serveGrpc(socket, methods);
}

/** The registries that the two engines get providers from by default. */
const REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];

function reattachment(providers: readonly Provider[], servers: readonly GrpcServer[], pid: number): string {
  const entries = providers.flatMap(({ schema }, at) =>
    REGISTRIES.map((registry) => [
      `${registry}/${schema.source}`,
      {
        Protocol: 'grpc',
        ProtocolVersion: 6,
        Pid: pid,
        // Terraform does not end a provider that is under test.
        Test: true,
        Addr: { Network: 'unix', String: servers[at]?.address },
      },
    ]),
  );
  return JSON.stringify(Object.fromEntries(entries));
}
