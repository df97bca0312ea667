/**
 * The planned action for a resource. `forget` removes it from the state and leaves it in the cloud. `no-op` stands only for a
 * resource that changes in another way, such as its address.
 */
export type PlannedAction = 'create' | 'update' | 'replace' | 'destroy' | 'read' | 'forget' | 'no-op';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One attribute that changes: in a map, a list or a nested block, the innermost one. */
export interface AttributeChange {
  /** As Terraform writes it: `tags.owner`, `ingress[0].from_port`, `tags["a b"]`. */
  readonly path: string;
  /** `null` when there is none, and when it is sensitive. */
  readonly before: Json;
  /** `null` when there is none, when it is sensitive, and when it is unknown. */
  readonly after: Json;
  /** Whether the values are secret. Then they are left out. */
  readonly sensitive: boolean;
  /** Whether the value is known only after the apply. */
  readonly unknown: boolean;
}

/** What a plan does to one resource, or reads of one data source. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: PlannedAction;
  readonly attributes: readonly AttributeChange[];
  /** Paths of the attributes that force a replacement. May be empty when there is a `reason`. */
  readonly replacedBecause: readonly string[];
  /** The reason that Terraform gives for the action, such as `replace_by_triggers`. */
  readonly reason?: string;
}

/** What a plan does to one output of a stack. */
export interface OutputChange extends Omit<AttributeChange, 'path'> {
  readonly name: string;
  readonly action: PlannedAction;
}

/** A diagnostic of Terraform about a stack. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** The resource that it is about, when Terraform names one. */
  readonly address?: string;
  readonly summary: string;
  readonly detail: string;
}

/** The plan of one stack, without secrets. */
export interface StackPlan {
  readonly stack: string;
  /** In order of their addresses, without those that do not change. */
  readonly changes: readonly ResourceChange[];
  /** In order of their names, without those that do not change. */
  readonly outputs: readonly OutputChange[];
  /** Changes outside Terraform since the last apply. */
  readonly drift: readonly ResourceChange[];
  readonly errors: readonly Problem[];
}

/** Whether applying a plan changes anything: in the cloud, or in the outputs of the stack. */
export function changesAnything({ changes, outputs }: StackPlan): boolean {
  return outputs.length > 0 || changes.some(({ action }) => action !== 'read' && action !== 'no-op');
}
