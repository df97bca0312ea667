import type { CloudObject, Transaction } from '../account';
import type { Problem } from '../wire/diagnostics';
import type { Values } from '../wire/values';

/** Where a run works: what its provider block and the account say. */
export interface Place {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  /** The organization or user on GitHub. */
  readonly owner: string;
  /** Tags that the provider adds to everything that has tags. */
  readonly defaultTags: Values;
}

/** One thing that another needs to exist. */
export interface Reference {
  /** The attribute, or list of attributes, that names it. */
  readonly attribute: string;
  /** The type that it names; where several serve, any of them. */
  readonly types: readonly string[];
  /** The attribute of that type that the name is compared with. */
  readonly by: string;
  /** What the cloud says when there is no such thing; nothing where the cloud does not look. */
  readonly missing?: (name: string) => string;
  /** What the cloud says when that thing is deleted while this one uses it; nothing where it lets it go. */
  readonly inUse?: (name: string, user: Values) => string;
  /** Names that need not be in the account: what the cloud brings along, or what is outside of it. */
  readonly given?: (name: string) => boolean;
}

/** A cloud as a behaviour sees it while something changes. */
export interface Change {
  readonly place: Place;
  readonly account: Transaction;
  /** Random bytes, for what the cloud makes up and keeps secret. */
  readonly random: (size: number) => Buffer;
}

/** What the cloud does with one type of resource. Everything left out is done in the general way. */
export interface Behaviour {
  readonly type: string;
  /** Whether it is in Terraform's state only, with nothing in a cloud: the random provider. @default false */
  readonly local?: boolean;
  /** The name that is unique in the cloud. @default none: each is a thing of its own */
  readonly key?: (values: Values, place: Place) => string;
  /** What the cloud says when the name is taken. @default "already exists" */
  readonly taken?: (values: Values, place: Place) => string;
  /** Whether creating what is there takes it over instead of failing. @default false */
  readonly adopts?: boolean;
  /** Attributes that the cloud fills in. Only those that the configuration leaves to it are taken. */
  readonly computed?: (values: Values, place: Place, seed: string, change: Change) => Values;
  /** What it refers to. @default nothing */
  readonly references?: readonly Reference[];
  /** What is wrong with a configuration, beyond what the schema says. Unknown values are left out. */
  readonly validate?: (config: Values) => Problem[];
  /** Attributes whose change replaces the resource only in some cases. */
  readonly replaces?: (prior: Values, planned: Values) => string[];
  /** Attributes that are computed anew when any other attribute changes. @default none */
  readonly follows?: readonly string[];
  /** What the cloud says to a creation that it refuses, for reasons of its own. */
  readonly refuseCreate?: (values: Values, change: Change, config: Values) => string | undefined;
  /** What the cloud says to a deletion that it refuses. */
  readonly refuseDelete?: (object: CloudObject, change: Change) => string | undefined;
  /** What else happens in the cloud once it is there or has changed. */
  readonly afterWrite?: (object: CloudObject, change: Change, config: Values) => CloudObject;
  /** What happens in place of plain removal. */
  readonly remove?: (object: CloudObject, change: Change) => void;
  /** Attributes whose values are JSON, where only the meaning counts. @default none */
  readonly json?: readonly string[];
}

/** What the cloud answers to a data source. */
export interface DataBehaviour {
  readonly type: string;
  /** The values found, or what is wrong. */
  readonly read: (config: Values, lookup: Lookup) => Values | Problem;
}

/** What a data source or an ephemeral resource may look at. */
export interface Lookup {
  readonly place: Place;
  readonly all: (type: string) => CloudObject[];
  readonly random: (size: number) => Buffer;
  /** Names of the teams on GitHub. @default every team exists */
  readonly teams: readonly string[] | undefined;
}

/** What an ephemeral resource opens to. */
export interface EphemeralBehaviour {
  readonly type: string;
  readonly open: (config: Values, lookup: Lookup) => Values | Problem;
  readonly validate?: (config: Values) => Problem[];
}
