import type { UsedResource } from './calls-of';

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Returns the resources and data sources of a stack in Terraform's JSON, sorted by type and name. References to attributes that the stack sets
 * are replaced by their values.
 */
export function resourcesOfStack(stack: Readonly<Record<string, unknown>>): UsedResource[] {
  return (['resource', 'data'] as const).flatMap((mode) =>
    entriesOf((stack[mode] ?? {}) as Blocks).flatMap(([type, byName]) =>
      entriesOf(byName as Blocks).map(([, attributes]) => ({ mode, type, attributes: resolved(attributes, stack) })),
    ),
  );
}

function entriesOf<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}

const REFERENCE = /^\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}$/;

function resolved(
  attributes: Readonly<Record<string, unknown>>,
  stack: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const all = (stack['resource'] ?? {}) as Readonly<Record<string, Blocks>>;
  const entries = Object.entries(attributes).map(([name, value]) => {
    const [, type = '', resource = '', attribute = ''] = REFERENCE.exec(typeof value === 'string' ? value : '') ?? [];
    const named = all[type]?.[resource];
    const found = type === 'aws_iam_role' && attribute === 'arn' ? roleArn(named) : named?.[attribute];
    return [name, found ?? value] as const;
  });
  return Object.fromEntries(entries);
}

/** The ARN of a role that the stack makes, as a template: the account is not in the stack. */
function roleArn(role: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const { name, path = '/' } = role ?? {};
  const isKnown = typeof name === 'string' && typeof path === 'string' && !`${path}${name}`.includes('${');
  return isKnown ? `arn:{partition}:iam::{account}:role${path}${name}` : undefined;
}
