import { appManifests } from '@goldenpath/manifests';
import { builtInRegistry, type DatabasePart } from '@goldenpath/parts';
import { podSpec } from '../rendered/objects';
import { at, objectsOf, type Planes, type RenderedApp, stackOf } from '../planes';
import { only, type TerraformStack } from '../terraform-stack';
import { terraformText } from '../terraform-text';
import { type Agreement, registryAccountOf, type StatedPlatform } from './agreement';

/** What the cloud makes and the cluster uses, and what one stack makes and another uses. */
export const IN_THE_CLOUD: readonly Agreement[] = [
  { name: 'pods read the secret of their own environment, and only what is in it', check: secretsAreTheEnvironments },
  { name: 'a secret holds the way to its own database', check: secretsHoldTheirDatabase },
  { name: 'a secret of an access holds the way to the database of another application', check: accessesReachTheirs },
  { name: 'an instance is placed in what its environment has', check: instancesArePlaced },
  { name: 'a built image comes from its own registry', check: imagesHaveTheirRegistry },
  { name: 'the role that workflows take may push their image and nothing else', check: workflowsTakeTheirRole },
  { name: 'GitHub has the environments that have overlays', check: environmentsHaveOverlays },
  { name: 'stacks depend on stacks that exist', check: dependenciesExist },
  { name: 'every stack has a state of its own', check: statesAreDistinct },
];

function secretsAreTheEnvironments(planes: Planes): void {
  const holders = holdersOfSecrets(planes);
  for (const { app, facts, objects } of planes.rendered) {
    for (const secret of objectsOf(objects, 'ExternalSecret')) {
      const references = (at(secret, 'spec.data') as object[]).map((entry) => at(entry, 'remoteRef'));
      for (const key of new Set(references.map((reference) => String(at(reference, 'key'))))) {
        // Others exist already, or are in another store, and no stack makes them.
        const isOfOthers = !key.startsWith('goldenpath/') || facts.secrets?.isInAws !== true;
        if (!isOfDatabase(key) && !isOfAccess(key) && !isOfCache(key) && isOfOthers) continue;
        const stack = only(holders.get(key) ?? [], `stack with the secret ${key}`);
        const made = stack.resources('aws_secretsmanager_secret').find(({ name }) => name === key);
        expect(made?.['tags']).toMatchObject({ environment: facts.environment, id: app.name });
        expect(key).toContain(`/${facts.environment}/`);
        if (!isOfDatabase(key)) continue;
        // Without readers here, the variable of their address has that of the database.
        const properties = new Set(references.map((reference) => at(reference, 'property')));
        expect([...properties].sort()).toEqual(propertiesOf(stack));
      }
    }
  }
}

function isOfDatabase(name: unknown): boolean {
  return String(name).endsWith('/postgres') && !isOfAccess(name);
}

/** The secret of an application for the database of another one: other fields, and the same policies of roles. */
function isOfAccess(name: unknown): boolean {
  return /\/databases\/[^/]+\/postgres$/.test(String(name));
}

function isOfCache(name: string): boolean {
  return name.includes('/caches/');
}

function holdersOfSecrets({ stacks }: Planes): Map<unknown, TerraformStack[]> {
  const holders = new Map<unknown, TerraformStack[]>();
  for (const stack of stacks.values())
    for (const { name } of stack.resources('aws_secretsmanager_secret'))
      holders.set(name, [...(holders.get(name) ?? []), stack]);
  return holders;
}

const CONTENT = /^\$\{jsonencode\(merge\(terraform_data\.([\w-]+)\.output, \{(.*)\}\)\)\}$/;

/** What the JSON of a stack's secret is made of: the login, and expressions for the address and the password. */
function contentOf(stack: TerraformStack): { login: object; expressions: Record<string, string> } {
  const version = stack.target('${aws_secretsmanager_secret_version.secret-content.id}');
  const written = String(version?.['secret_string_wo']);
  const [, connection = '', merged = ''] = CONTENT.exec(written) ?? [];
  const pairs = merged.split(', ').map((pair) => /^"(\w+)" = ([\w.-]+)$/.exec(pair)?.slice(1) ?? [pair, '']);
  return {
    login: stack.target(`\${terraform_data.${connection}.output}`)?.['input'] as object,
    expressions: Object.fromEntries(pairs) as Record<string, string>,
  };
}

/** The properties that the JSON of a stack's secret has, in order. */
function propertiesOf(stack: TerraformStack): string[] {
  const { login, expressions } = contentOf(stack);
  expect(expressions['password']).toMatch(/^ephemeral\.random_password\./);
  return [...Object.keys(login), ...Object.keys(expressions)].sort();
}

function secretsHoldTheirDatabase(planes: Planes): void {
  for (const { facts, stack } of stacksWithDatabase(planes)) {
    const content = stack.target('${terraform_data.connection.input}')?.['input'] as Record<string, unknown>;
    const secret = only(
      stack.resources('aws_secretsmanager_secret').filter(({ name }) => isOfDatabase(name)),
      'secret of the database',
    );
    const { database } = facts;
    expect([content['dbname'], content['username']]).toEqual([database?.name, database?.username]);
    expect(secret['name']).toContain(`/${String(content['dbname'])}/`);
    const { expressions } = contentOf(stack);
    const instance = stack.target(`\${${expressions['host']}}`);
    expect(stack.target(`\${${expressions['port']}}`)).toBe(instance);
    const [type, key] = isOnCluster(database)
      ? (['aws_rds_cluster', 'cluster_identifier'] as const)
      : (['aws_db_instance', 'identifier'] as const);
    const platform = stackOf(planes, `platform-${facts.environment}`);
    if (database?.instance.mode === 'shared') {
      const found = type === 'aws_rds_cluster' ? key : `db_instance_${key}`;
      expect(instance).toMatchObject({ [found]: platform.resource(type)[key] });
    } else expect(instance).toBe(stack.resource(type));
    expect(expressions['readerhost'] === undefined).toBe(type === 'aws_db_instance');
  }
  const identifiers = [...planes.stacks.values()].flatMap((stack) =>
    ['aws_db_instance', 'aws_rds_cluster_instance'].flatMap((type) =>
      stack.resources(type).map(({ identifier }) => identifier),
    ),
  );
  expect(identifiers).toEqual([...new Set(identifiers)]);
}

/** Returns whether a database is on an Aurora cluster, its own or that of the platform. */
function isOnCluster(database: DatabasePart | undefined): boolean {
  const { instance } = database ?? {};
  return instance?.mode === 'dedicated' ? instance.aurora !== undefined : instance?.isCluster === true;
}

function accessesReachTheirs(planes: Planes): void {
  for (const { app, facts, objects } of planes.rendered) {
    for (const [owner, access] of Object.entries(facts.databaseAccess?.databases ?? {})) {
      const stack = stackOf(planes, `app-${app.name}-${facts.environment}`);
      const database = planes.rendered.find(
        (other) => other.app.name === owner && other.facts.environment === facts.environment,
      )?.facts.database;
      const content = stack.target(`\${terraform_data.access-${owner}-connection.input}`)?.['input'];
      expect(content).toEqual({ dbname: database?.name, username: access.username });
      expect(access.username.startsWith(`${database?.username ?? ''}-for-`)).toBe(true);
      const isCluster = access.instance.isCluster === true;
      expect(isCluster).toBe(isOnCluster(database));
      const [source, attribute, key] = isCluster
        ? ['aws_rds_cluster', 'endpoint', 'cluster_identifier']
        : ['aws_db_instance', 'address', 'db_instance_identifier'];
      const looked = stack.target(`\${data.${source}.access-${owner}-instance.${attribute}}`) ?? {
        [key]: access.instance.identifier,
      };
      expect(looked).toMatchObject({ [key]: database?.instance.identifier });
      expect(planes.manifest.stacks[stack.name]?.dependencies).toContain(`app-${owner}-${facts.environment}`);
      const made = stack.resources('aws_secretsmanager_secret').map(({ name }) => name);
      expect(made).toContain(access.secret.path);
      if ('sealed' in access.credentials) continue;
      const secret = only(
        objectsOf(objects, 'ExternalSecret').filter(({ metadata }) => metadata.name === access.credentials.secretName),
        'ExternalSecret of the access',
      );
      for (const entry of at(secret, 'spec.data') as object[])
        expect(at(entry, 'remoteRef.key')).toBe(access.secret.path);
    }
  }
}

function instancesArePlaced(planes: Planes): void {
  for (const { facts, stack } of stacksWithDatabase(planes)) {
    const platform = stackOf(planes, `platform-${facts.environment}`);
    const [subnets, security, monitoring] = ['aws_db_subnet_group', 'aws_security_group', 'aws_iam_role'].map((type) =>
      platform.resource(type),
    );
    for (const instance of stack.resources('aws_db_instance')) {
      expect(instance['db_subnet_group_name']).toBe(subnets?.['name']);
      const [securityGroup] = instance['vpc_security_group_ids'] as unknown[];
      expect(stack.target(securityGroup)).toMatchObject({ name: security?.['name'], vpc_id: security?.['vpc_id'] });
      expect(stack.target(instance['monitoring_role_arn'])).toMatchObject({ name: monitoring?.['name'] });
      const group = instance['parameter_group_name'];
      // A group of its own is a reference, and that of the platform is a name.
      const parameters = String(group).startsWith('${')
        ? stack.target(group)
        : platform.resources('aws_db_parameter_group').find(({ name }) => name === group);
      expect(parameters).toMatchObject({ family: `postgres${String(instance['engine_version'])}` });
    }
    for (const cluster of stack.resources('aws_rds_cluster')) {
      expect(cluster['db_subnet_group_name']).toBe(subnets?.['name']);
      const [securityGroup] = cluster['vpc_security_group_ids'] as unknown[];
      expect(stack.target(securityGroup)).toMatchObject({ name: security?.['name'], vpc_id: security?.['vpc_id'] });
      const parameters = stack.target(cluster['db_cluster_parameter_group_name']);
      expect(parameters).toMatchObject({ family: `aurora-postgresql${String(cluster['engine_version'])}` });
    }
    for (const instance of stack.resources('aws_rds_cluster_instance')) {
      expect(stack.target(instance['cluster_identifier'])).toBe(stack.resource('aws_rds_cluster'));
      expect(stack.target(instance['monitoring_role_arn'])).toMatchObject({ name: monitoring?.['name'] });
    }
    // The stacks of the databases of others come first as well.
    const others = Object.keys(facts.databaseAccess?.databases ?? {});
    expect(planes.manifest.stacks[stack.name]?.dependencies).toEqual([
      platform.name,
      ...others.map((name) => `app-${name}-${facts.environment}`).toSorted(),
    ]);
  }
}

function stacksWithDatabase(planes: Planes): (RenderedApp & { stack: TerraformStack })[] {
  return planes.rendered
    .filter(({ facts }) => facts.database !== undefined)
    .map((rendered) => ({
      ...rendered,
      stack: stackOf(planes, `app-${rendered.app.name}-${rendered.facts.environment}`),
    }));
}

function imagesHaveTheirRegistry(planes: Planes, platform: StatedPlatform): void {
  const { registry } = platform;
  const aws = registryAccountOf(platform);
  const ecr = `${aws.accountId}.dkr.ecr.${aws.region}.amazonaws.com${aws.region.startsWith('cn-') ? '.cn' : ''}`;
  for (const { app, objects } of planes.rendered.filter((one) => one.objects.length > 0)) {
    const stack = stackOf(planes, `app-${app.name}`);
    const image = String(at(podSpec(objects), 'containers.0.image'));
    const repositories = stack.resources('aws_ecr_repository');
    expect(repositories).toHaveLength(app.registry === undefined ? 0 : 1);
    for (const { name, image_tag_mutability_exclusion_filter: movable } of repositories) {
      const address = (registry ?? ecr).startsWith(ecr) ? `${ecr}/${String(name)}` : `${registry}/${app.name}`;
      const tag = image.slice(address.length + 1);
      expect(image).toBe(`${address}:${tag}`);
      if (tag === 'latest') expect(movable).toContainEqual({ filter: 'latest', filter_type: 'WILDCARD' });
    }
  }
}

function workflowsTakeTheirRole(planes: Planes, platform: StatedPlatform): void {
  const { organisation, github } = platform;
  const aws = registryAccountOf(platform);
  for (const app of planes.facts.apps.filter(({ registry }) => registry !== undefined)) {
    const stack = stackOf(planes, `app-${app.name}`);
    const variables = Object.fromEntries(
      stack
        .resources('github_actions_variable')
        .map(({ variable_name: name, value }) => [name, terraformText(String(value))]),
    );
    const registry = stack.resource('aws_ecr_repository')['name'];
    const role = stack.resource('aws_iam_role');
    expect(variables).toEqual({
      AWS_REGION: aws.region,
      AWS_ROLE_ARN: `arn:${partitionOf(aws.region)}:iam::${aws.accountId}:role${aws.rolePath ?? '/'}${String(role['name'])}`,
      ECR_REPOSITORY: registry,
    });
    const policy = stack.resource('aws_iam_role_policy');
    expect(stack.target(policy['role'])).toBe(role);
    const statements = at(document(policy['policy']), 'Statement') as { Action: unknown; Resource: unknown }[];
    expect(statements.map(({ Resource }) => Resource)).toEqual([
      `arn:${partitionOf(aws.region)}:ecr:${aws.region}:${aws.accountId}:repository/${String(registry)}`,
      '*',
    ]);
    expect(statements[1]?.Action).toEqual(['ecr:GetAuthorizationToken']);
    expect(subjectsOf(role).sort()).toEqual(subjectsWanted(stack, { organisation, github }));
  }
}

/** The `sub` claims of GitHub's token that may assume a role. */
function subjectsOf(role: Readonly<Record<string, unknown>>): string[] {
  const policy = String(role['assume_role_policy'])
    .replaceAll('${github_repository.repository.repo_id}', 'REPO_ID')
    .replaceAll('${data.github_organization.organisation.id}', 'ORGANISATION_ID');
  const [statement] = at(document(policy), 'Statement') as {
    Condition: { StringEquals: Record<string, string[]> };
  }[];
  return statement?.Condition.StringEquals['token.actions.githubusercontent.com:sub'] ?? [];
}

/** In any order: the default branch, and each environment of the repository. */
function subjectsWanted(
  stack: TerraformStack,
  { organisation, github }: Pick<StatedPlatform, 'organisation' | 'github'>,
): string[] {
  const name = String(stack.resource('github_repository')['name']);
  const id = github?.organisationId;
  const repositories = [
    `repo:${organisation}@${id ?? 'ORGANISATION_ID'}/${name}@REPO_ID`,
    ...(id === undefined || github?.subjects === 'both' ? [`repo:${organisation}/${name}`] : []),
  ];
  const branch = String(stack.resource('github_branch_default')['branch']);
  const environments = stack.resources('github_repository_environment').map(({ environment }) => String(environment));
  return repositories
    .flatMap((repository) => [
      `${repository}:ref:refs/heads/${branch}`,
      ...environments.map((environment) => `${repository}:environment:${environment}`),
    ])
    .sort();
}

function document(text: unknown): unknown {
  return JSON.parse(terraformText(String(text)));
}

function environmentsHaveOverlays({ facts, stacks }: Planes, { github }: StatedPlatform): void {
  // Private repositories have no environments on this plan.
  const areOffered = github?.plan !== 'free' || github.visibility === 'public';
  for (const app of facts.apps) {
    const stack = stacks.get(`app-${app.name}`);
    const overlays = appManifests(app, builtInRegistry).flatMap(
      ({ path }) => /\/overlays\/([^/]+)\//.exec(path)?.[1] ?? [],
    );
    const environments = stack
      ?.resources('github_repository_environment')
      .map(({ environment }) => String(environment));
    expect(environments?.sort() ?? []).toEqual(areOffered ? [...new Set(overlays)].sort() : []);
  }
}

function dependenciesExist({ stacks, manifest }: Planes): void {
  expect(Object.keys(manifest.stacks).sort()).toEqual([...stacks.keys()].sort());
  for (const { dependencies } of Object.values(manifest.stacks))
    for (const dependency of dependencies) expect([...stacks.keys()]).toContain(dependency);
}

function statesAreDistinct({ stacks }: Planes): void {
  const keys = [...stacks.values()].map(({ stateKey }) => stateKey);
  expect(keys).not.toContain(undefined);
  expect(keys).toEqual([...new Set(keys)]);
}

/** AWS's general reference: China and the government's regions are parts of their own. */
function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
