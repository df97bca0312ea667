import type { Account } from '../account';
import type { Lookup, ProviderScope } from '../behaviours';
import { Refusal } from '../engine/refusal';
import type { Faults } from '../faults';
import type { BlockSchema, ProviderSchema } from '../schema/types';
import type { Values } from '../wire/values';
import type { Connection } from './grpc-server';
import { type KnownAccounts, scopeOf } from './provider-config';

/** The state that all providers of one simulator share. */
export interface SimulatedCloud {
  /** The default account, which also holds everything that is not in AWS. */
  readonly account: Account;
  /** The other AWS accounts, by their number. @default none */
  readonly accounts?: ReadonlyMap<string, Account>;
  readonly faults: Faults;
  readonly random: (size: number) => Buffer;
  readonly teams: readonly string[] | undefined;
  /** Repositories on GitHub that exist outside of the account, as OWNER/NAME. @default none */
  readonly repositories?: readonly string[];
  /** The scope of a run without settings in its provider block. */
  readonly defaultScope: ProviderScope;
}

/** A provider of the simulator and the runs that configured it. */
export class Provider {
  /** The scope of each run. A run has its own connection to each of its providers. */
  private readonly scopes = new WeakMap<Connection, ProviderScope>();

  constructor(
    readonly schema: ProviderSchema,
    readonly cloud: SimulatedCloud,
  ) {}

  /** Returns the scope of the run of a connection. */
  scopeOf(connection: Connection): ProviderScope {
    return this.scopes.get(connection) ?? this.cloud.defaultScope;
  }

  /** Sets the scope of a run from its provider block. */
  configure(connection: Connection, config: Values): void {
    this.scopes.set(connection, scopeOf(config, this.knownAccounts));
  }

  /** The accounts that a provider block can name. */
  get knownAccounts(): KnownAccounts {
    return { defaultScope: this.cloud.defaultScope, others: [...(this.cloud.accounts?.keys() ?? [])] };
  }

  /** Returns the account of the run of a connection. */
  accountOf(connection: Connection): Account {
    return this.cloud.accounts?.get(this.scopeOf(connection).accountId) ?? this.cloud.account;
  }

  /** Returns what data sources and ephemeral resources of a run can read. */
  lookup(connection: Connection): Lookup {
    const { random, repositories = [], teams } = this.cloud;
    const account = this.accountOf(connection);
    return {
      scope: this.scopeOf(connection),
      all: (type) => account.all(type).filter(({ retired }) => !retired),
      random,
      teams,
      repositories,
    };
  }

  /** Returns the schema of a resource type. */
  resource(type: string): BlockSchema {
    const schema = this.schema.resources[type];
    if (schema === undefined)
      throw new Refusal({ summary: `the provider ${this.schema.name} has no resource type ${type} here` });
    return schema;
  }
}
