// A part is added by one folder (add-part/logs) and one line (in `WITH_LOGS`), and every step knows it.
import { createRegistry, type Registry } from '@goldenpath/extension';
import { appStacks } from '@goldenpath/infra';
import { appManifests, renderApp } from '@goldenpath/manifests';
import { explainApp, type FleetFacts, manifestsUnits, resolveFleet, stackUnits } from '@goldenpath/model';
import { builtIn } from '@goldenpath/parts';
import { appGraph, type FleetVersion, reviewChange, type StackContent } from '@goldenpath/review';
import { composeAppSchema, formatDiagnostic, type LoadedFleet, loadFleet } from '@goldenpath/spec';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { ROOT, textByPath } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { describePartContract } from '@goldenpath/testing/part-contract';
import { logs } from './add-part/logs';

const WITH_LOGS = createRegistry([
  {
    parts: [...(builtIn.parts ?? []), logs],
    kinds: (builtIn.kinds ?? []).map((kind) =>
      kind.name === 'stateless-app' ? { ...kind, parts: [...kind.parts, 'logs'] } : kind,
    ),
  },
]);

const WEB = `kind: stateless-app
name: web
description: The pages
owner: app-team
logs:
  retentionDays: 30
overrides:
  prod:
    logs:
      retentionDays: 90
`;

const OVERLAY = 'apps/web/deploy/overlays/prod';

describe('a part that one folder and one line add', () => {
  test('has its fields in the schema of its kinds, and in no other', () => {
    const { definitions } = composeAppSchema(WITH_LOGS);
    expect(definitions?.['WrittenStatelessApp']?.properties).toHaveProperty('logs');
    expect(definitions?.['WrittenStatefulApp']?.properties).not.toHaveProperty('logs');
    expect(composeAppSchema(createRegistry([builtIn])).definitions).not.toHaveProperty('WrittenLogs');
  });

  test.each([
    ['  retentionDays: 30\noverrides', '  retentionDay: 30\noverrides', 'did you mean `retentionDays`?'],
    ['retentionDays: 90', 'retentionDays: 91', 'Use one of: 7, 14, 30, 90.'],
    ['owner: app-team', 'owner: app-team\nrisk: high', undefined],
    ['retentionDays: 30', 'retentionDays: 7\nrisk: high', 'Logs are kept for 7 days, and `risk` is high.'],
    ['owner: app-team', 'owner: app-team\nenv:\n  LOG_GROUP: mine', 'the logs'],
    ['owner: app-team', accepting('logs-shortened'), undefined],
    ['owner: app-team', accepting('logs-shorten'), 'Did you mean `logs-shortened`?'],
    ['owner: app-team', accepting('database-los'), 'Did you mean `database-loss`?'],
  ])('checks specs: %j as %j', async (text, replacement, expected) => {
    const { diagnostics } = await loadWeb(WITH_LOGS, WEB.replace(text, replacement));
    const errors = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic));
    expect(errors).toEqual(expected === undefined ? [] : [expect.stringContaining(expected)]);
  });

  test('has facts in the environments', async () => {
    const { web } = await openWeb();
    expect(web.environments.map((environment) => logs.factsOf(environment))).toEqual([
      expect.objectContaining({ group: '/goldenpath-idp/dev/web', retentionDays: 30 }),
      expect.objectContaining({ retentionDays: 30 }),
      expect.objectContaining({ retentionDays: 30 }),
      expect.objectContaining({ group: '/goldenpath-idp/prod/web', retentionDays: 90 }),
    ]);
  });

  test('makes objects, variables and resources', async () => {
    const { web, facts } = await openWeb();
    const manifests = textByPath(appManifests(web, WITH_LOGS));
    expect(load(manifests[`${OVERLAY}/output.yaml`] ?? '')).toMatchObject({
      kind: 'Output',
      metadata: { name: 'web', labels: web.environments[0]?.labels },
      spec: { cloudWatch: { logGroupName: '/goldenpath-idp/prod/web' } },
    });
    expect(load(manifests[`${OVERLAY}/configmap.yaml`] ?? '')).toMatchObject({
      data: { LOG_GROUP: '/goldenpath-idp/prod/web' },
    });
    const stacks = textByPath(appStacks(web, facts.platform, WITH_LOGS));
    expect(JSON.parse(stacks['stacks/app-web-prod/cdk.tf.json'] ?? '')).toMatchObject({
      resource: { aws_cloudwatch_log_group: { logs: { name: '/goldenpath-idp/prod/web', retention_in_days: 90 } } },
    });
  });

  test('makes only its own units stale when its facts change', async () => {
    const keys = async (spec: string) => {
      const { facts } = await openWeb(spec);
      const stacks = stackUnits(facts, WITH_LOGS).map(({ stack, key }) => [stack.name, key] as const);
      const manifests = manifestsUnits(facts, WITH_LOGS).flatMap(({ environments }) => [...environments]);
      return new Map([...stacks, ...manifests]);
    };
    const [before, after] = [await keys(WEB), await keys(WEB.replace('Days: 90', 'Days: 14'))];
    expect([...after].filter(([name, key]) => before.get(name) !== key).map(([name]) => name)).toEqual([
      'app-web-prod',
      'prod',
    ]);
  });

  test('is explained', async () => {
    const { web, loaded } = await openWeb();
    const [app] = loaded.apps;
    if (app === undefined) throw new Error('There is no application.');
    const explained = explainApp(web, app, loaded).filter(({ group }) => group === 'Logs');
    expect(explained).toContainEqual(
      expect.objectContaining({
        fact: 'logs.retentionDays',
        environment: 'prod',
        value: 90,
        source: expect.objectContaining({ from: 'override', file: 'apps/web/app.yaml', line: 10 }),
      }),
    );
  });

  test('is reviewed', async () => {
    const [base, head] = [await versionOf(WEB), await versionOf(WEB.replace('Days: 90', 'Days: 14'))];
    const review = reviewOf(base, head);
    expect(review.findings).toEqual([
      expect.objectContaining({
        rule: 'logs-shortened',
        environment: 'prod',
        message: 'The logs of web in prod are kept for 14 days instead of 90.',
      }),
    ]);
    expect(review.affected).toEqual([
      { app: 'web', environment: 'prod', change: 'changed', reasons: ['overrides.prod.logs.retentionDays 90 → 14'] },
    ]);
    expect(appGraph(head.facts, 'web', WITH_LOGS).edges).toContainEqual(
      expect.objectContaining({ from: 'workload', to: 'logs' }),
    );
  });

  test('is priced', async () => {
    const [base, head] = [await versionOf(WEB.replace(/logs:[^]*/, '')), await versionOf(WEB)];
    expect(reviewOf(base, head).cost.environments.flatMap(({ items }) => items)).toContainEqual({
      app: 'web',
      what: 'a gigabyte of logs',
      difference: 0.5,
    });
  });
});

describe('it keeps the contract of parts', () => {
  let facts: FleetFacts;
  beforeAll(async () => {
    ({ facts } = await openWeb());
  });
  describePartContract(logs, WITH_LOGS, () => facts);
});

/** The owner, and an accepted finding. */
function accepting(rule: string): string {
  return `owner: app-team\naccept:\n  - { rule: ${rule}, reason: The logs are exported }`;
}

function loadWeb(registry: Registry, spec: string) {
  const folder = testFolder({
    'platform.yaml': readFileSync(join(ROOT, 'platform.yaml'), 'utf8'),
    'apps/web/app.yaml': spec,
  });
  const source = { platformFile: join(folder, 'platform.yaml'), appsFolder: join(folder, 'apps'), relativeTo: folder };
  return loadFleet(source, registry);
}

/** The facts of a valid fleet of one application. */
async function openWeb(spec = WEB) {
  const { fleet, diagnostics } = await loadWeb(WITH_LOGS, spec);
  if (fleet === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const loaded: LoadedFleet = fleet;
  const specs = loaded.apps.map((app) => app.spec);
  const facts = resolveFleet(loaded.platform, specs, WITH_LOGS);
  const [web] = facts.apps;
  if (web === undefined) throw new Error('There is no application.');
  return { loaded, facts, web };
}

/** What a review compares of a fleet. */
async function versionOf(spec: string): Promise<FleetVersion> {
  const { loaded, facts, web } = await openWeb(spec);
  const objects = web.environments.map((here) => [here.environment, renderApp('web', here, WITH_LOGS)] as const);
  const stacks = appStacks(web, facts.platform, WITH_LOGS).map(
    ({ path, content }) => [path.split('/')[1] ?? '', JSON.parse(content) as StackContent] as const,
  );
  return {
    facts,
    platformFile: loaded.platformDocument.value as FleetVersion['platformFile'],
    writtenApps: new Map(loaded.apps.map(({ written }) => ['web', written as unknown as FleetVersion['platformFile']])),
    objects: new Map([['web', new Map(objects)]]),
    stacks: new Map(stacks),
  };
}

function reviewOf(base: FleetVersion, head: FleetVersion) {
  const commits = { base: { ref: 'main', commit: '1'.repeat(40) }, head: { ref: 'working tree', commit: null } };
  const plans = { source: 'none', note: null, stacks: [] } as const;
  return reviewChange({ base, head, commits, generatorsChanged: false, plans }, WITH_LOGS);
}
