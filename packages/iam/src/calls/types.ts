/** An action of the table, and what it is for. */
export interface TableCall {
  /** Service and operation, such as `rds:CreateDBInstance`. */
  readonly action: string;
  /** The ARN that it is for, as a template; `*` where the service has no resources for the action. @default that of the resource */
  readonly on?: string;
  /** The values of condition keys that the call always has. They may contain `{region}`. @default none */
  readonly context?: Readonly<Record<string, string>>;
  /** The attributes of the resource that are values of condition keys, by key. @default none */
  readonly sends?: Readonly<Record<string, string>>;
}

/**
 * The calls that the provider makes for one resource type.
 *
 * Templates of ARNs contain `{partition}`, `{region}`, `{account}`, and attributes of the resource such as `{name}`.
 */
export interface ResourceCalls {
  readonly type: string;
  /** The ARN of the resource, as a template. */
  readonly arn: string;
  readonly create: readonly TableCall[];
  /** The calls of a refresh. A plan makes no other. */
  readonly read: readonly TableCall[];
  readonly update: readonly TableCall[];
  readonly delete: readonly TableCall[];
  /** Pages that list the actions, or what the provider calls. */
  readonly source: readonly string[];
}

/** The calls that the provider makes for one data source. */
export interface DataSourceCalls {
  readonly type: string;
  readonly arn: string;
  readonly read: readonly TableCall[];
  readonly source: readonly string[];
}

/** Returns calls of actions on the resource itself. */
export function own(service: string, ...operations: readonly string[]): TableCall[] {
  return operations.map((operation) => ({ action: `${service}:${operation}` }));
}

/** Returns calls of actions on something else. */
export function on(arn: string, service: string, ...operations: readonly string[]): TableCall[] {
  return operations.map((operation) => ({ action: `${service}:${operation}`, on: arn }));
}

/** Returns calls of operations on a key of KMS that a service makes for the caller. */
export function through(service: string, key: string, ...operations: readonly string[]): TableCall[] {
  const context = { 'kms:ViaService': `${service}.{region}.amazonaws.com` };
  return operations.map((operation) => ({ action: `kms:${operation}`, on: key, context }));
}

/** Returns the page of the service authorization reference of a service. */
export function reference(service: string): string {
  return `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${service}.html`;
}

/** Returns the page of a resource in the documentation of the provider. */
export function documentation(type: string): string {
  return `https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/${type.replace(/^aws_/, '')}`;
}
