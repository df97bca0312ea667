import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UserError } from '@goldenpath/errors';
import { Account } from './account';
import type { GithubPlan, ProviderScope } from './behaviours';
import { refuseRealCredentials, withoutRealCredentials } from './credentials';
import { Faults, type Fault } from './faults';
import { loadProviderSchema } from './schema/load';
import { serveGrpc, type GrpcServer, type Method } from './server/grpc-server';
import { answerCall } from './server/answer-call';
import { makeTemporaryFolder, type PlaceholderProcess, startPlaceholderProcess } from '@goldenpath/process';
import { Provider, type SimulatedCloud } from './server/provider';
import { protocolCalls } from './wire/protocol';

/** Options of a simulated cloud. */
export interface SimulatorOptions {
  /** Folders of the provider bindings to serve, such as `@cdktf/provider-aws`. */
  readonly bindings: readonly string[];
  /** The file of the account. It is created if it does not exist. */
  readonly account: string;
  /** Terraform's environment, which is checked for credentials of real clouds. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** The types to serve: resources, data sources and ephemeral resources. Fewer types start faster. @default all */
  readonly types?: ReadonlySet<string>;
  /** A folder for derived schemas. @default schemas are not cached */
  readonly cache?: string;
  /** Faults to inject. @default none */
  readonly faults?: readonly Fault[];
  /** The AWS account id. @default 111122223333, which AWS reserves for examples */
  readonly accountId?: string;
  /**
   * Other AWS accounts that the simulated credentials can act in: by the role that a provider assumes, or else by `allowed_account_ids`. Each
   * is in a file of its own beside that of the account: `<account>-<number>`.
   *
   * @default none
   */
  readonly otherAccounts?: readonly string[];
  /** The region of runs without one. @default "eu-west-1" */
  readonly region?: string;
  /** The organisation of runs without one. @default "example-org" */
  readonly owner?: string;
  /** The organisation's plan on GitHub, which decides what private repositories can have. @default "enterprise" */
  readonly githubPlan?: GithubPlan;
  /** The slugs of the teams on GitHub. @default every requested team exists */
  readonly teams?: readonly string[];
  /** Repositories on GitHub that exist outside of the account, as OWNER/NAME. @default none */
  readonly repositories?: readonly string[];
  /** The source of random bytes for passwords. @default the system's */
  readonly random?: (size: number) => Buffer;
}

/** A running simulated cloud. */
export interface Simulator {
  /** Always true: nothing in it is real. */
  readonly simulated: true;
  /** Variables to add to Terraform's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The account, which can be read and changed without Terraform. */
  readonly account: Account;
  /** The other AWS accounts, by their number. */
  readonly otherAccounts: ReadonlyMap<string, Account>;
  /** The served providers: address and version. */
  readonly providers: readonly { readonly source: string; readonly version: string }[];
  /** The number of operations that changed something or tried to, for faults at the n-th. */
  readonly changes: number;
  /** Stops the server. The account is kept. */
  stop(): Promise<void>;
}

/**
 * Starts a simulated cloud in this process. Terraform finds its providers through the returned environment, and neither installs nor starts
 * any. Any number of Terraform processes can use it at once.
 * @throws {RealCredentialsError} when the environment contains credentials of a real cloud.
 * @throws {BindingsMissingError} when a package of bindings does not exist.
 * @throws {CorruptAccountError} when the account's file is damaged.
 * @throws {SocketError} when no socket can be opened.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  refuseRealCredentials(options.environment);
  const account = new Account(options.account);
  account.types();
  const faults = new Faults(options.faults);
  const otherAccounts = new Map(
    (options.otherAccounts ?? []).map((id) => [id, new Account(`${options.account}-${id}`)] as const),
  );
  for (const other of otherAccounts.values()) other.types();
  const cloud: SimulatedCloud = {
    account,
    accounts: otherAccounts,
    faults,
    random: options.random ?? randomBytes,
    teams: options.teams,
    repositories: options.repositories ?? [],
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
    otherAccounts,
    providers: providers.map(({ schema }) => ({ source: schema.source, version: schema.version })),
    get changes() {
      return faults.changes;
    },
    stop,
  };
}

/** No socket could be opened for Terraform's connection to the providers. */
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
    githubPlan: options.githubPlan ?? 'enterprise',
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
    // Every Terraform process requests the schema, which is large, so it is encoded once.
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

/** The default registries of the two engines. */
const REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];

function reattachment(providers: readonly Provider[], servers: readonly GrpcServer[], pid: number): string {
  const entries = providers.flatMap(({ schema }, at) =>
    REGISTRIES.map((registry) => [
      `${registry}/${schema.source}`,
      {
        Protocol: 'grpc',
        ProtocolVersion: 6,
        Pid: pid,
        // Terraform does not stop a provider under test.
        Test: true,
        Addr: { Network: 'unix', String: servers[at]?.address },
      },
    ]),
  );
  return JSON.stringify(Object.fromEntries(entries));
}
