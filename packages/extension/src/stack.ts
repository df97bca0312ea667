import type { TerraformStack } from 'cdktf';
import type { Tags } from './facts';
import type { Json } from './json';
import type { Aws, Risk } from './platform';

/** The input for a part's resources in any stack. */
export interface ResourceInput<Facts> {
  /** The part's own facts in the scope of the stack. A part does not see the facts of other parts. */
  readonly facts: Facts;
  readonly aws: Aws;
  readonly organisation: string;
  /** Adds a provider to the stack once, even if several parts request it. */
  readonly use: (provider: 'aws' | 'github' | 'random') => void;
}

/** The input for a part's resources in a stack of an application. */
export interface StackInput<Facts> extends ResourceInput<Facts> {
  /** The application's name. */
  readonly app: string;
  /** The environment; absent in the stack that an application has once. */
  readonly environment?: string;
  readonly risk: Risk;
  /** Tags for every AWS resource. */
  readonly tags: Tags;
}

/** The input for a part's resources in a stack of the platform. Their tags are in the part's facts. */
export interface PlatformStackInput<Facts> extends ResourceInput<Facts> {
  readonly environment: string;
}

/** Hooks that add a part's resources to a stack, by scope. */
export interface PartStacks<Facts, OnceFacts, SharedFacts> {
  /** To `app-<name>-<environment>`. */
  readonly environment?: (stack: TerraformStack, input: StackInput<Facts>) => void;
  /** To `app-<name>`. */
  readonly once?: (stack: TerraformStack, input: StackInput<OnceFacts>) => void;
  /** To `platform-<environment>`. */
  readonly platform?: (stack: TerraformStack, input: PlatformStackInput<SharedFacts>) => void;
}

/** An override of resources in a stack, as an override file of Terraform: an argument or a nested block replaces what the stack has. */
export interface StackOverride {
  /** Its file beside the spec, such as `patches/terraform/prod/cache.yaml`. */
  readonly file: string;
  /** The arguments, by the type and the name of the resource. `null` removes an argument. */
  readonly resources: { readonly [type: string]: { readonly [name: string]: { readonly [argument: string]: Json } } };
}
