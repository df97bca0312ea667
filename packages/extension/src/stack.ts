import type { TerraformStack } from 'cdktf';
import type { Tags } from './facts';
import type { Aws, Risk } from './platform';

/** What the resources of a part are made from, whichever stack they are in. */
export interface ResourceInput<Facts> {
  /** The part's own facts in the scope of the stack: a part sees no other part's. */
  readonly facts: Facts;
  readonly aws: Aws;
  readonly organisation: string;
  /** Adds a provider to the stack, once, however many parts ask for it. */
  readonly use: (provider: 'aws' | 'github' | 'random') => void;
}

/** What the resources of a part in a stack of an application are made from. */
export interface StackInput<Facts> extends ResourceInput<Facts> {
  /** The application's name. */
  readonly app: string;
  /** The environment; absent in the stack of what an application has once. */
  readonly environment?: string;
  readonly risk: Risk;
  /** Tags for every AWS resource. */
  readonly tags: Tags;
}

/** What the resources of a part in a stack of the platform are made from. Their tags are in the facts of the part. */
export interface PlatformStackInput<Facts> extends ResourceInput<Facts> {
  readonly environment: string;
}

/** Resources of a part, by the scope of the stack that they are in. Each adds its resources to the stack. */
export interface PartStacks<Facts, OnceFacts, SharedFacts> {
  /** To `app-<name>-<environment>`. */
  readonly environment?: (stack: TerraformStack, input: StackInput<Facts>) => void;
  /** To `app-<name>`. */
  readonly once?: (stack: TerraformStack, input: StackInput<OnceFacts>) => void;
  /** To `platform-<environment>`. */
  readonly platform?: (stack: TerraformStack, input: PlatformStackInput<SharedFacts>) => void;
}
