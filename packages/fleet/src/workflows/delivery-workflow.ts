import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import type { Platform } from '@goldenpath/extension';

const TEMPLATE = path.join(__dirname, '..', '..', 'templates', 'build-and-release.yml');

/** The settings of the platform file that the delivery workflow is made from. */
export type DeliverySettings = Pick<Platform, 'delivery' | 'environments' | 'registry' | 'repositories' | 'runtimes'>;

/** A workflow of the platform's repository. */
export interface WorkflowFile {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** An ECR registry: account, region. A path may follow the host. */
const ECR = /^([0-9]{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?(?:\/|$)/;

/**
 * Returns the reusable workflow that `delivery.yml` of every application calls. Its path is that of `delivery.workflow`.
 *
 * @throws UserError when the registry is not an ECR registry.
 */
export function deliveryWorkflow({
  delivery,
  environments,
  registry,
  repositories,
  runtimes,
}: DeliverySettings): WorkflowFile {
  const [, account, region] = ECR.exec(registry) ?? [];
  if (account === undefined || region === undefined)
    throw new UserError(
      `The delivery workflow pushes to ECR, and \`${registry}\` is not an ECR registry.`,
      'Write a workflow of your own for this registry, with the same inputs.',
    );
  const { owner, repository, file } = workflowAddress(delivery.workflow);
  const values: Readonly<Record<string, string>> = {
    FIRST: environments[0]?.name ?? '',
    ENVIRONMENTS: JSON.stringify(
      Object.fromEntries(environments.map(({ name, gates, mutableTags }) => [name, { gates, latest: mutableTags }])),
    ),
    // The name of an ECR repository includes the path of the registry.
    REGISTRY: registry.replace(/\/.*$/, ''),
    ACCOUNT: account,
    REGION: region,
    OWNER: owner,
    PLATFORM: repository,
  };
  const template = fs.readFileSync(TEMPLATE, 'utf8');
  const inputs = inputsOf(runtimes);
  const attested = delivery.provenance ? template : withoutProvenance(template);
  const text = (repositories.environments === 'none' ? withoutEnvironment(attested) : attested)
    .replace('@@INPUTS@@\n', () => inputs.map(declaration).join(''))
    .replace('@@TESTENV@@\n', () => inputs.map(variable).join(''))
    .replaceAll(/@@([A-Z]+)@@/g, (_mark, name: string) => values[name] ?? '');
  return { path: file, text };
}

/** Inputs that the template declares and uses itself. */
const DECLARED = new Set(['node_version', 'python_version']);

/** Returns the names of the inputs that `delivery.yml` passes for the runtimes of the platform, sorted. GitHub refuses undeclared ones. */
function inputsOf(runtimes: Platform['runtimes'] = {}): string[] {
  const names = Object.values(runtimes).flatMap(({ inputs }) => Object.keys(inputs));
  return [...new Set(names)].filter((name) => !DECLARED.has(name)).sort();
}

function declaration(input: string): string {
  return `      ${input}:
        description: An input of a runtime of the platform file; the test command reads it as $${variableOf(input)}
        type: string
        default: ''
`;
}

function variable(input: string): string {
  return `          ${variableOf(input)}: \${{ inputs.${input} }}\n`;
}

/** With a prefix, so that no input replaces a variable such as `PATH`. */
function variableOf(input: string): string {
  return `INPUT_${input.toUpperCase()}`;
}

/** Returns the parts of `owner/repository/path@ref`. */
function workflowAddress(address: string): {
  readonly owner: string;
  readonly repository: string;
  readonly file: string;
} {
  const [owner = '', repository = '', ...file] = address.replace(/@[^@]*$/, '').split('/');
  return { owner, repository, file: file.join('/') };
}

/** Removes the step that attests, with its comment, and its permission. */
function withoutProvenance(template: string): string {
  return template
    .replace(/^ +# What was built,.*\n +- uses: actions\/attest-build-provenance@.*\n(?: {8}.*\n)*/m, '')
    .replace(/^ +attestations: write\n/m, '');
}

/** Removes the environment of the job that pushes. Without a protected environment, only the default branch identifies the job. */
function withoutEnvironment(template: string): string {
  return template.replace(/^ {4}environment: \$\{\{ needs\.prepare\.outputs\.environment \}\}\n/m, '');
}
