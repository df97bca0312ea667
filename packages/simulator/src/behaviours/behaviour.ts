import type { CloudObject, Transaction } from '../account';
import type { Problem } from '../wire/diagnostics';
import type { Values } from '../wire/values';

/** A plan of GitHub. */
export type GithubPlan = 'free' | 'team' | 'enterprise';

/** The account, region and owner that a run works in, from its provider block and the simulated account. */
export interface ProviderScope {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
  /** The organization or user on GitHub. */
  readonly owner: string;
  /** The ARN of the role that the run assumes. @default the run may do everything */
  readonly roleArn?: string;
  /** The plan of the organization on GitHub. */
  readonly githubPlan: GithubPlan;
  /** Tags that the provider adds to everything that has tags. */
  readonly defaultTags: Values;
}

/** An object that another object needs. */
export interface Reference {
  /** The attribute, or list of attributes, that names it. */
  readonly attribute: string;
  /** The type that it names; where several serve, any of them. */
  readonly types: readonly string[];
  /** The attribute of that type that the name is compared with. */
  readonly by: string;
  /** The error of the cloud when the object does not exist. @default the cloud does not check */
  readonly missing?: (name: string) => string;
  /** The error of the cloud when the object is deleted while this one uses it. @default it may be deleted */
  readonly inUse?: (name: string, user: Values) => string;
  /** Names that need not be in the account, because the cloud provides them or they are outside of it. */
  readonly given?: (name: string) => boolean;
}

/** The cloud during a change. */
export interface Change {
  readonly scope: ProviderScope;
  readonly account: Transaction;
  /** Random bytes, for generated secrets. */
  readonly random: (size: number) => Buffer;
}

/** What the cloud does with one type of resource. What is left out has the general behaviour. */
export interface Behaviour {
  readonly type: string;
  /** Whether it is in Terraform's state only, with nothing in a cloud: the random provider. @default false */
  readonly local?: boolean;
  /** The name that is unique in the cloud. @default none */
  readonly key?: (values: Values, scope: ProviderScope) => string;
  /** The error of the cloud when the name is taken. @default "already exists" */
  readonly taken?: (values: Values, scope: ProviderScope) => string;
  /** Whether creating an object that exists adopts it instead of failing. @default false */
  readonly adopts?: boolean;
  /** Values for the attributes that the cloud computes. Attributes that the configuration sets are ignored. */
  readonly computed?: (values: Values, scope: ProviderScope, seed: string, change: Change) => Values;
  /** The objects that it refers to. @default none */
  readonly references?: readonly Reference[];
  /** Problems of a configuration that the schema does not find. Unknown values are left out. */
  readonly validate?: (config: Values) => Problem[];
  /** Attributes whose change replaces the resource only in some cases. */
  readonly replaces?: (prior: Values, planned: Values) => string[];
  /** Attributes of a planned update that keep their value, because the provider ignores the difference. @default none */
  readonly keeps?: (prior: Values, planned: Values) => string[];
  /** Attributes that are computed anew when any other attribute changes. @default none */
  readonly follows?: readonly string[];
  /** The error of the cloud when it refuses a creation. @default it refuses none */
  readonly refuseCreate?: (values: Values, change: Change, config: Values) => string | undefined;
  /** The error of the cloud when it refuses a change of an object that exists. @default it refuses none */
  readonly refuseUpdate?: (before: CloudObject, values: Values, config: Values, change: Change) => string | undefined;
  /** The error of the cloud when it refuses a deletion. @default it refuses none */
  readonly refuseDelete?: (object: CloudObject, change: Change) => string | undefined;
  /** Further changes in the cloud after it was created or changed. */
  readonly afterWrite?: (object: CloudObject, change: Change, config: Values) => CloudObject;
  /** Replaces plain removal. */
  readonly remove?: (object: CloudObject, change: Change) => void;
  /** Attributes whose values are JSON: they are compared as data. @default none */
  readonly json?: readonly string[];
}

/** What the cloud does with one type of data source. */
export interface DataBehaviour {
  readonly type: string;
  /** The values, or the problem. */
  readonly read: (config: Values, lookup: Lookup) => Values | Problem;
}

/** What a data source or an ephemeral resource can read. */
export interface Lookup {
  readonly scope: ProviderScope;
  readonly all: (type: string) => CloudObject[];
  readonly random: (size: number) => Buffer;
  /** Repositories on GitHub that exist outside of the account, as OWNER/NAME. */
  readonly repositories: readonly string[];
  /** Names of the teams on GitHub. @default every team exists */
  readonly teams: readonly string[] | undefined;
}

/** What the cloud does with one type of ephemeral resource. */
export interface EphemeralBehaviour {
  readonly type: string;
  readonly open: (config: Values, lookup: Lookup) => Values | Problem;
  readonly validate?: (config: Values) => Problem[];
}
