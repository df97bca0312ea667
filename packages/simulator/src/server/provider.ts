import type { Account } from '../account';
import type { Lookup, Place } from '../behaviours';
import { Refusal } from '../engine/refusal';
import type { Faults } from '../faults';
import type { BlockSchema, ProviderSchema } from '../schema/types';
import type { Values } from '../wire/values';
import type { Connection } from './grpc-server';
import { placeOf } from './provider-config';

/** What every provider of one simulator shares. */
export interface World {
  readonly account: Account;
  readonly faults: Faults;
  readonly random: (size: number) => Buffer;
  readonly teams: readonly string[] | undefined;
  readonly home: Place;
}

/** One provider of a simulator, with the runs that have configured it. */
export class Provider {
  /** Where each run works; a run has a connection of its own to each provider that it configures. */
  private readonly places = new WeakMap<Connection, Place>();

  constructor(
    readonly schema: ProviderSchema,
    readonly world: World,
  ) {}

  /** Where the run of a connection works. */
  placeOf(connection: Connection): Place {
    return this.places.get(connection) ?? this.world.home;
  }

  /** Notes what a run says in its provider block. */
  configure(connection: Connection, config: Values): void {
    this.places.set(connection, placeOf(config, this.world.home));
  }

  /** What lookups may see, from where a run works. */
  lookup(connection: Connection): Lookup {
    const { account, random, teams } = this.world;
    return {
      place: this.placeOf(connection),
      all: (type) => account.all(type).filter(({ retired }) => !retired),
      random,
      teams,
    };
  }

  /** The schema of a resource that Terraform names. */
  resource(type: string): BlockSchema {
    const schema = this.schema.resources[type];
    if (schema === undefined)
      throw new Refusal({ summary: `the provider ${this.schema.name} has no resource type ${type} here` });
    return schema;
  }
}
