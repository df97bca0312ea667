import { builtInRegistry } from '@goldenpath/parts';
import { checkPlatform } from '../../src/load/platform';
import { PLATFORM_RULES } from '../../src/rules/platform-rules';
import { documentOf, PLATFORM, summary } from '../support/specs';
import { ACCOUNT_CASES, type RuleCase } from './account-cases';

const ACCEPTED = 'accept:\n  - rule: network-opened\n    apps: [gone]\n    reason: Widened for the office\n';
const TEAM_NAMESPACE = (suffix: string) => `kubernetes: { namespace: "{team}-${suffix}" }\ndelivery:`;

/** Of the last environment. */
const LETS_ENCRYPT = '    clusterIssuer: letsencrypt-prod\n';
const FILE_SYSTEM = '    cluster: { name: acme-prod, sharedFileSystem: fs-0a1b2c3d }\n';
const MIDDLE = '  - name: mid\n    logLevel: info\n    host: "{app}.mid.{domain}"';
const RUNTIME = ({ name = 'go', template = './runtimes/go', input = 'go_version' }) =>
  `runtimes: { ${name}: { template: ${template}, inputs: { ${input}: '1' } } }\ndelivery:`;

const CASES: readonly RuleCase[] = [
  ...ACCOUNT_CASES,
  {
    rule: 'ambiguous-environment-name',
    replace: 'name: prod',
    bad: 'name: dev-eu',
    marks: 'dev-eu',
    good: 'name: eu-dev',
  },
  { rule: 'environment-named-twice', replace: 'name: prod', bad: 'name: dev', marks: 'dev', good: 'name: dev2' },
  ...['base', 'gitops', 'overlays', 'plan', 'platform', 'removals'].map((name) => ({
    rule: 'reserved-environment-name',
    replace: 'name: prod',
    bad: `name: ${name}`,
    marks: name,
    good: `name: ${name}2`,
  })),
  {
    rule: 'secret-store-field',
    replace: 'delivery:',
    bad: 'secretStore: { type: sealed-secrets, refreshInterval: 1h }\ndelivery:',
    marks: 'refreshInterval',
    good: 'secretStore: { type: sealed-secrets, sealedSecrets: { scope: namespace-wide } }\ndelivery:',
  },
  {
    rule: 'secret-store-field',
    replace: 'delivery:',
    bad: 'secretStore: { vault: { server: "https://vault.example.org" } }\ndelivery:',
    marks: 'vault',
    good: 'secretStore: { type: vault, vault: { server: "https://vault.example.org" } }\ndelivery:',
  },
  {
    rule: 'vault-without-address',
    replace: 'delivery:',
    bad: 'secretStore: { type: vault }\ndelivery:',
    marks: 'vault',
    good: 'secretStore: { type: vault, vault: { server: "http://vault.vault:8200" } }\ndelivery:',
  },
  {
    rule: 'secret-store-placeholder',
    replace: 'delivery:',
    bad: 'secretStore: { type: vault, vault: { server: "https://vault.example.org", role: "a-{team}" } }\ndelivery:',
    marks: 'a-{team}',
    good: 'secretStore: { type: vault, vault: { server: "https://vault.example.org", role: "a-{environment}" } }\ndelivery:',
  },
  {
    rule: 'secret-store-placeholder',
    replace: 'delivery:',
    bad: 'secretStore: { type: sealed-secrets, sealedSecrets: { certificate: "./{app}.pem" } }\ndelivery:',
    marks: './{app}.pem',
    good: 'secretStore: { type: sealed-secrets, sealedSecrets: { certificate: "./{environment}.pem" } }\ndelivery:',
  },
  { rule: 'name-of-a-device', replace: 'name: prod', bad: 'name: aux', marks: 'aux', good: 'name: auxiliary' },
  {
    rule: 'secret-in-plain-text',
    replace: 'delivery:',
    bad: `${ACCEPTED.replace('Widened', ['npm', '_a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4e5f6 is widened'].join(''))}delivery:`,
    marks: 'reason',
    good: `${ACCEPTED}delivery:`,
  },
  ...['free', 'team'].map((plan) => ({
    rule: 'visibility-not-offered',
    replace: 'delivery:',
    bad: `github: { plan: ${plan}, visibility: internal }\ndelivery:`,
    marks: 'internal',
    good: 'github: { plan: enterprise, visibility: internal }\ndelivery:',
  })),
  {
    rule: 'two-certificates',
    replace: 'mutableTags: true',
    bad: 'clusterIssuer: letsencrypt\n    certificate: {}',
    marks: 'certificate',
    good: 'certificate: { secretName: wildcard }',
  },
  ...['', 'sectionName: http, '].map((https) => ({
    rule: 'redirect-to-itself',
    replace: 'delivery:',
    bad: `ingress: { type: gateway, name: public, namespace: gateways, ${https}httpSectionName: http }\ndelivery:`,
    marks: 'http',
    good: 'ingress: { type: gateway, name: public, namespace: gateways, sectionName: https, httpSectionName: http }\ndelivery:',
  })),
  {
    rule: 'redirect-to-itself',
    replace: 'delivery:',
    bad: 'ingressClasses: { inside: { type: gateway, name: a, namespace: b, httpSectionName: http } }\ndelivery:',
    marks: 'http',
    good: 'ingressClasses: { inside: { type: gateway, name: a, namespace: b } }\ndelivery:',
  },
  {
    rule: 'two-certificates',
    replace: 'delivery:',
    bad: 'ingressClasses: { inside: { type: ingress, clusterIssuer: ca, certificate: {} } }\ndelivery:',
    marks: 'certificate',
    good: 'ingressClasses: { inside: { type: ingress, certificate: {} } }\ndelivery:',
  },
  {
    rule: 'internal-class-without-certificate',
    replace: 'delivery:',
    bad: `${LETS_ENCRYPT}ingressClasses: { inside: { type: ingress, visibility: internal } }\ndelivery:`,
    marks: 'inside',
    good: `${LETS_ENCRYPT}ingressClasses: { inside: { type: ingress, visibility: internal, clusterIssuer: ca } }\ndelivery:`,
  },
  {
    rule: 'domain-named-twice',
    replace: 'delivery:',
    bad: 'domains: [{ name: a.example }, { name: a.example, teams: [app-team] }]\ndelivery:',
    marks: 'a.example',
    good: 'domains: [{ name: a.example }, { name: b.a.example, teams: [app-team] }]\ndelivery:',
  },
  {
    rule: 'unknown-team',
    replace: 'delivery:',
    bad: 'domains: [{ name: a.example, teams: [app-teem] }]\ndelivery:',
    marks: 'app-teem',
    good: 'domains: [{ name: a.example, teams: [app-team] }]\ndelivery:',
  },
  {
    rule: 'unknown-environment',
    replace: 'delivery:',
    bad: 'domains: [{ name: a.example, environments: [prd] }]\ndelivery:',
    marks: 'prd',
    good: 'domains: [{ name: a.example, environments: [prod] }]\ndelivery:',
  },
  {
    rule: 'unknown-team',
    replace: 'mutableTags: true',
    bad: 'approvers: [data-teem]',
    marks: 'data-teem',
    good: 'approvers: [data-team]',
  },
  ...['alerts', 'dashboards'].map((field) => ({
    rule: 'alerts-without-operator',
    replace: 'delivery:',
    bad: `observability: { metrics: annotations, ${field}: true }\ndelivery:`,
    marks: 'true',
    good: `observability: { metrics: service-monitor, ${field}: true }\ndelivery:`,
  })),
  {
    rule: 'alerts-without-operator',
    replace: 'mutableTags: true',
    bad: 'observability: { alerts: true }',
    marks: 'true',
    good: 'observability: { metrics: service-monitor, alerts: true }',
  },
  ...['argocd', 'kube-system'].map((namespace) => ({
    rule: 'reserved-namespace',
    replace: 'delivery:',
    bad: `kubernetes: { namespace: ${namespace} }\ndelivery:`,
    marks: namespace,
    good: `kubernetes: { namespace: ${namespace}-apps }\ndelivery:`,
  })),
  {
    rule: 'reserved-namespace',
    replace: 'delivery:',
    bad: 'components: {}\nkubernetes: { namespace: monitoring }\ndelivery:',
    marks: 'monitoring',
    good: 'kubernetes: { namespace: monitoring }\ndelivery:',
  },
  ...['dve', 'prod'].map((from) => ({
    rule: 'preview-environment',
    replace: 'delivery:',
    bad: `previews: { from: ${from} }\ndelivery:`,
    marks: from,
    good: 'previews: { from: dev }\ndelivery:',
  })),
  {
    rule: 'preview-budget',
    replace: 'delivery:',
    bad: 'previews: { from: dev, maxPerTeam: 11 }\ndelivery:',
    marks: '11',
    good: 'previews: { from: dev, maxPerTeam: 11, maxConcurrent: 11 }\ndelivery:',
  },
  {
    rule: 'file-system-without-class',
    replace: 'delivery:',
    bad: `${FILE_SYSTEM}delivery:`,
    marks: 'fs-0a1b2c3d',
    good: `${FILE_SYSTEM}kubernetes: { sharedStorageClass: efs-sc }\ndelivery:`,
  },
  {
    rule: 'file-system-without-class',
    replace: 'delivery:',
    bad: `${FILE_SYSTEM}kubernetes: { sharedStorageClass: gp3 }\ndelivery:`,
    marks: 'fs-0a1b2c3d',
    good: `${FILE_SYSTEM}kubernetes: { sharedStorageClass: gp3, storageClass: fast }\ndelivery:`,
  },
  {
    rule: 'quota-without-team',
    replace: 'delivery:',
    bad: 'kubernetes: { quotas: { teams: { data-teem: { pods: 10 } } } }\ndelivery:',
    marks: 'data-teem',
    good: 'kubernetes: { quotas: { default: { pods: 10 }, teams: { data-team: { memory: 1Gi } } } }\ndelivery:',
  },
  {
    rule: 'unknown-placeholder',
    replace: 'delivery:',
    bad: 'gitops: { notifications: { service: slack, recipient: "{team}" } }\ndelivery:',
    marks: '{team}',
    good: 'gitops: { notifications: { service: slack, recipient: "deploy-{environment}" } }\ndelivery:',
  },
  {
    rule: 'advisory-after-blocking',
    replace: 'mutableTags: true',
    bad: `gates: blocking\n${MIDDLE}\n    gates: advisory`,
    marks: 'advisory',
    good: `gates: advisory\n${MIDDLE}\n    gates: advisory`,
  },
  {
    rule: 'unknown-environment',
    replace: 'delivery:',
    bad: `${ACCEPTED}    environments: [dev, qa]\ndelivery:`,
    marks: 'qa',
    good: `${ACCEPTED}    environments: [dev]\ndelivery:`,
  },
  {
    rule: 'reason-not-one-line',
    replace: 'delivery:',
    bad: `${ACCEPTED.replace('Widened for', '"Widened\\nfor').replace('office', 'office"')}delivery:`,
    marks: 'Widened\\nfor the office',
    good: `${ACCEPTED}delivery:`,
  },
  {
    rule: 'unknown-placeholder',
    replace: '{app}.dev.',
    bad: '{app}.{env}.',
    marks: '{app}.{env}.{domain}',
    good: '{app}.{environment}.',
  },
  {
    rule: 'unknown-placeholder',
    replace: 'delivery:',
    bad: 'kubernetes: { namespace: "{app}" }\ndelivery:',
    marks: '{app}',
    good: TEAM_NAMESPACE('x'),
  },
  {
    rule: 'bad-host',
    replace: '"{app}.{domain}"',
    bad: '"{app}.-.{domain}"',
    marks: '{app}.-.{domain}',
    good: '"{app}.a-a.{domain}"',
  },
  {
    rule: 'bad-host',
    replace: '"{app}.{domain}"',
    bad: '"{app}-in-production.{domain}"',
    marks: '{app}-in-production.{domain}',
    good: '"{app}-production.{domain}"',
  },
  {
    rule: 'host-of-two-environments',
    replace: '"{app}.{domain}"',
    bad: '"{app}.dev.example.org"',
    marks: '{app}.dev.example.org',
    good: '"{app}.development.example.org"',
  },
  {
    rule: 'bad-namespace',
    replace: 'delivery:',
    bad: TEAM_NAMESPACE('x'.repeat(54)),
    marks: `{team}-${'x'.repeat(54)}`,
    good: TEAM_NAMESPACE('x'.repeat(53)),
  },
  {
    rule: 'name-starts-with-digit',
    replace: 'organisation: acme',
    bad: 'organisation: 4acme',
    marks: '4acme',
    good: 'organisation: acme4',
  },
  {
    rule: 'max-storage-below-storage',
    replace: 'sizes: [small]',
    bad: 'shared: { maxStorageGb: 21, storageGb: 22 }',
    marks: '21',
    good: 'shared: { maxStorageGb: 20 }',
  },
  {
    rule: 'database-window',
    replace: 'sizes: [small]',
    bad: 'maintenanceWindow: "sun:23:30-mon:00:30"\n      backupWindow: "00:00-00:30"',
    marks: '00:00-00:30',
    good: 'maintenanceWindow: "sun:23:30-mon:00:30"\n      backupWindow: "00:30-01:00"',
  },
  {
    rule: 'key-in-another-region',
    replace: 'sizes: [small]',
    bad: 'kmsKey: arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d',
    marks: 'arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d',
    good: 'kmsKey: arn:aws:kms:eu-west-2:210987654321:key/mrk-1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d',
  },
  {
    rule: 'max-storage-too-close',
    replace: 'sizes: [small]',
    bad: 'shared: { maxStorageGb: 21 }',
    marks: '21',
    good: 'shared: { maxStorageGb: 22 }',
  },
  {
    rule: 'not-for-engine',
    replace: 'sizes: [small]',
    bad: 'shared: { engine: aurora-postgresql, storageGb: 50 }',
    marks: 'storageGb',
    good: 'shared: { engine: aurora-postgresql, readers: 1 }',
  },
  {
    rule: 'not-for-engine',
    replace: 'sizes: [small]',
    bad: 'shared: { size: small, readers: 1 }',
    marks: 'readers',
    good: 'shared: { size: small }',
  },
  {
    rule: 'bad-capacity',
    replace: 'sizes: [small]',
    bad: 'shared: { engine: aurora-postgresql, serverless: { maxCapacity: 1.25 } }',
    marks: '1.25',
    good: 'shared: { engine: aurora-postgresql, serverless: { maxCapacity: 1.5 } }',
  },
  {
    rule: 'bad-capacity',
    replace: 'sizes: [small]',
    bad: 'shared: { engine: aurora-postgresql, serverless: { minCapacity: 8 } }',
    marks: '8',
    good: 'shared: { engine: aurora-postgresql, serverless: { minCapacity: 4 } }',
  },
  {
    rule: 'bad-capacity',
    replace: 'sizes: [small]',
    bad: 'shared: { engine: aurora-postgresql, serverless: { pauseAfterSeconds: 600 } }',
    marks: 'pauseAfterSeconds',
    good: 'shared: { engine: aurora-postgresql, serverless: { minCapacity: 0, pauseAfterSeconds: 600 } }',
  },
  {
    rule: 'no-address-range',
    replace: '10.10.0.0/16',
    bad: '10.256.0.0/16',
    marks: '10.256.0.0/16',
    good: '10.255.0.0/16',
  },
  ...['storage', 'worker', 'queue', 'variables', 'Go', 'a-name-that-is-too-long'].map((name) => ({
    rule: 'runtime-name',
    replace: 'delivery:',
    bad: RUNTIME({ name }),
    marks: name,
    good: RUNTIME({ name: 'storage-2' }),
  })),
  ...['./../go', './a/./go', './a//go'].map((template) => ({
    rule: 'template-outside',
    replace: 'delivery:',
    bad: RUNTIME({ template }),
    marks: template,
    good: RUNTIME({ template: './a..b/go' }),
  })),
  ...['../../../etc/build.yml', '.github/workflows/../../../build.yml', './build.yml', '.git/hooks/build.yml'].map(
    (file) => ({
      rule: 'workflow-outside',
      replace: 'acme/idp/.github/workflows/build.yml@main',
      bad: `acme/idp/${file}@main`,
      marks: `acme/idp/${file}@main`,
      good: 'acme/idp/.github/workflows/a..b.yml@main',
    }),
  ),
  ...['test_command', 'a b'].map((input) => ({
    rule: 'runtime-input',
    replace: 'delivery:',
    bad: RUNTIME({ input }),
    marks: input,
    good: RUNTIME({ input: 'test_commands' }),
  })),
];

const check = (text: string) => summary(checkPlatform(documentOf(text), builtInRegistry).diagnostics);

describe('rules of the platform file', () => {
  it('are all shown at work here', () => {
    expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(PLATFORM_RULES.map(({ name }) => name)));
  });

  it.each(CASES)('$rule marks `$marks`', ({ rule, replace, bad, marks }) => {
    expect(new Set(check(PLATFORM.replace(replace, bad)))).toEqual(new Set([`${rule}: ${marks}`]));
  });

  it.each(CASES)('$rule lets the nearest good file of `$marks` pass', ({ replace, good }) => {
    expect(check(PLATFORM.replace(replace, good))).toEqual([]);
  });

  it('leaves the capacity of an instance on RDS to the rule that refuses it', () => {
    const serverless = 'serverless: { maxCapacity: 1.25 }';
    expect(check(PLATFORM.replace('sizes: [small]', `shared: { ${serverless} }`))).toEqual([
      'not-for-engine: serverless',
    ]);
  });

  it('lets one cluster hold environments whose namespaces differ', () => {
    const { replace, bad } = ACCOUNT_CASES.find(({ rule }) => rule === 'cluster-of-two-environments') as RuleCase;
    const text = PLATFORM.replace(replace, bad);
    expect(check(`${text}kubernetes: { namespace: "{team}-{environment}" }\n`)).toEqual([]);
  });

  it.each([
    ['an account with eleven digits', 'accountId: "12345678901"'],
    ['an account that is a number', 'accountId: 123456789012'],
    ['a region with a line break', 'region: "eu-west-2\\n"'],
    ['a role with an expression of Terraform', 'roles: { plan: "${aws_iam_role.admin.arn}" }'],
    ['a role with a wildcard', 'roles: { plan: "arn:aws:iam::*:role/plan" }'],
    ['a tag of AWS itself', 'defaultTags: { "aws:team": a }'],
    ['a tag with an expression of Terraform', 'defaultTags: { team: "${file(1)}" }'],
    ['a path that is not closed', 'rolePath: /platform'],
    ['a boundary of two policies', 'permissionsBoundary: "a, b"'],
    ['an unknown partition', 'partition: aws-moon'],
    ['a bucket with a slash', 'state: { bucket: acme/states }'],
  ])('the schema refuses %s', (_what, field) => {
    expect(check(PLATFORM.replace('delivery:', `    aws: { ${field} }\ndelivery:`))).not.toEqual([]);
  });

  it.each(['http://a.example', 'https://a.example/x', 'https://user@a.example', 'https://a.example:99999999'])(
    'the schema refuses the API server %s',
    (server) =>
      expect(
        check(PLATFORM.replace('delivery:', `    cluster: { name: a, server: "${server}" }\ndelivery:`)),
      ).not.toEqual([]),
  );

  it('find nothing in the file that the cases change', () => expect(check(PLATFORM)).toEqual([]));
});
