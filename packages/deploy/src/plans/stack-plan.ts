/**
 * What is to become of a resource. `forget`: it leaves the state and stays in the cloud. `no-op` is told only where
 * something else is to be told of the resource, such as a new address.
 */
export type PlannedAction = 'create' | 'update' | 'replace' | 'destroy' | 'read' | 'forget' | 'no-op';

/** Plain data as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One attribute that changes; of a map, a list or a nested block, the innermost that does. */
export interface AttributeChange {
  /** As Terraform writes it: `tags.owner`, `ingress[0].from_port`, `tags["a b"]`. */
  readonly path: string;
  /** `null` where there is none, and where it is sensitive. */
  readonly before: Json;
  /** `null` where there is none, where it is sensitive, and where it is unknown. */
  readonly after: Json;
  /** The values are secret: they are in none of this data. */
  readonly sensitive: boolean;
  /** The value is known only after the apply. */
  readonly unknown: boolean;
}

/** What a plan does to one resource, or reads of one data source. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: PlannedAction;
  readonly attributes: readonly AttributeChange[];
  /** Paths of the attributes that force a replacement; may be empty where `reason` says why. */
  readonly replacedBecause: readonly string[];
  /** Terraform's word for why it does this, such as `replace_by_triggers`. */
  readonly reason?: string;
}

/** What a plan does to one output of a stack. */
export interface OutputChange extends Omit<AttributeChange, 'path'> {
  readonly name: string;
  readonly action: PlannedAction;
}

/** Something that Terraform has to say about a stack. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** The resource that it is about, where Terraform tells. */
  readonly address?: string;
  readonly summary: string;
  readonly detail: string;
}

/** A plan of one stack, as data that may be shown to anybody: no secret is in it. */
export interface StackPlan {
  readonly stack: string;
  /** In order of their addresses, without those to which nothing happens. */
  readonly changes: readonly ResourceChange[];
  /** In order of their names, without those that stay. */
  readonly outputs: readonly OutputChange[];
  /** What somebody else has changed since the last apply. */
  readonly drift: readonly ResourceChange[];
  readonly errors: readonly Problem[];
}

/** Whether applying a plan would change anything: in the cloud, or what the stack tells others. */
export function changesAnything({ changes, outputs }: StackPlan): boolean {
  return outputs.length > 0 || changes.some(({ action }) => action !== 'read' && action !== 'no-op');
}
