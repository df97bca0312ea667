import { evaluate, parsePolicy, type Policy, type RequestContext } from '@goldenpath/iam';
import { environmentStack } from '@goldenpath/infra';
import { renderApp } from '@goldenpath/manifests';
import { type FleetFacts, ofPullRequest } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { parseConfiguration } from '@goldenpath/testing/rendered/configuration';
import { at, objectOf } from '@goldenpath/testing/rendered/objects';

const ISSUER = 'oidc.eks.eu-west-2.amazonaws.com/id/DEV';
const PROVIDER = `arn:aws:iam::123456789012:oidc-provider/${ISSUER}`;
const ROLE = 'arn:aws:iam::123456789012:role/archive-dev-pods';

interface Cluster {
  readonly podIdentity: 'irsa' | 'eks-pod-identity';
  /** Whether the platform file says the issuer of the clusters. */
  readonly hasIssuer: boolean;
}

async function open({ podIdentity, hasIssuer }: Cluster, preview = true): Promise<FleetFacts> {
  const platform = {
    organisation: 'acme',
    domain: 'acme.example',
    aws: { accountId: '123456789012', region: 'eu-west-2' },
    teams: ['shop'],
    kubernetes: { podIdentity },
    previews: { from: 'dev' },
    environments: ['dev', 'prod'].map((name) => ({
      name,
      logLevel: 'info',
      host: `{app}.${name}.{domain}`,
      cluster: {
        name: `acme-${name}`,
        ...(hasIssuer && { oidcIssuer: `https://oidc.eks.eu-west-2.amazonaws.com/id/${name.toUpperCase()}` }),
      },
    })),
    delivery: { workflow: 'acme/platform/.github/workflows/_build-and-release.yml@main' },
  };
  const archive = {
    kind: 'stateless-app',
    name: 'archive',
    description: 'Keeps documents',
    owner: 'shop',
    ...(preview && { preview }),
    buckets: { documents: {} },
  };
  const files = { 'platform.yaml': JSON.stringify(platform), 'apps/archive/app.yaml': JSON.stringify(archive) };
  return (await openFleet(testFolder(files))).facts;
}

/** The trust policy of the role of the pods. */
function trustIn({ platform, apps }: FleetFacts, environment: string): Policy {
  const [app] = apps;
  const here = app?.environments.find((each) => each.environment === environment);
  if (app === undefined || here === undefined) throw new Error('There is no application.');
  const file = environmentStack(app, here, { platform, registry: builtInRegistry });
  const role = parseConfiguration(file?.content ?? '{}').resource['aws_iam_role']?.['pod-role'];
  return parsePolicy(String(role?.['assume_role_policy']));
}

/** Whether pods of a service account can assume the role with the token of their cluster. */
function trusts(policy: Policy, subject: string): boolean {
  const statements = [policy.Statement].flat().filter(({ Principal }) => JSON.stringify(Principal).includes(PROVIDER));
  const context: RequestContext = {
    [`${ISSUER}:aud`]: 'sts.amazonaws.com',
    [`${ISSUER}:sub`]: `system:serviceaccount:${subject}`,
  };
  // A policy of a role has no resource: it is that role.
  const withResource = statements.map(({ Principal: _, ...statement }) => ({ ...statement, Resource: '*' }));
  const call = { action: 'sts:AssumeRoleWithWebIdentity', resource: ROLE, context };
  return evaluate([{ Version: '2012-10-17', Statement: withResource }], call) === 'allowed';
}

/** The service account of a preview. */
function accountIn({ apps }: FleetFacts): unknown {
  const preview = apps[0]?.pullRequests;
  if (preview === undefined) throw new Error('There is no preview.');
  const objects = renderApp('archive', ofPullRequest(preview.facts, 12), builtInRegistry);
  return objectOf(objects, 'ServiceAccount');
}

test.each<Cluster>([
  { podIdentity: 'irsa', hasIssuer: true },
  { podIdentity: 'eks-pod-identity', hasIssuer: true },
])('pods of previews have the role of their environment: %j', async (cluster) => {
  const facts = await open(cluster);
  const trust = trustIn(facts, 'dev');
  expect(trusts(trust, 'preview-archive-pr-12:archive')).toBe(true);
  expect(trusts(trust, 'preview-archive-pr-12:other')).toBe(false);
  expect(trusts(trust, 'preview-other-pr-12:archive')).toBe(false);
  expect(trusts(trust, 'other:archive')).toBe(false);
  expect(at(accountIn(facts), 'metadata')).toMatchObject({
    namespace: 'preview-archive-pr-12',
    annotations: { 'eks.amazonaws.com/role-arn': ROLE },
  });
});

test('pods of previews have no role in other environments', async () => {
  const facts = await open({ podIdentity: 'irsa', hasIssuer: true });
  expect(JSON.stringify(trustIn(facts, 'prod'))).not.toContain('preview');
});

test('an application without previews trusts the pods of its environment alone', async () => {
  const facts = await open({ podIdentity: 'irsa', hasIssuer: true }, false);
  const trust = trustIn(facts, 'dev');
  expect(trusts(trust, 'apps:archive')).toBe(true);
  expect(trusts(trust, 'preview-archive-pr-12:archive')).toBe(false);
});

test('pods of previews have no role where the platform file does not say the issuer of the cluster', async () => {
  const facts = await open({ podIdentity: 'eks-pod-identity', hasIssuer: false });
  expect(JSON.stringify(trustIn(facts, 'dev'))).not.toContain('preview');
  expect(JSON.stringify(accountIn(facts))).not.toContain('role-arn');
});
