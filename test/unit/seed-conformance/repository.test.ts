import { openFleet } from '@goldenpath/fleet';
import { load } from 'js-yaml';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { seedTree } from '@goldenpath/testing/seed-lines';
import { TREE as TREE_000 } from './seed-000';
import { TREE as TREE_001 } from './seed-001';
import { TREE as TREE_003 } from './seed-003';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

// What the seeds say of the repository of an application: its tree, and the lines about its code, its pipeline and its catalog entry.

const STATELESS = {
  kind: 'stateless-app',
  name: 'my-app',
  description: 'Handles user authentication',
  owner: 'platform-team',
};
const STATEFUL = {
  ...STATELESS,
  kind: 'stateful-app',
  name: 'my-redis',
  storage: { size: '10Gi', mountPath: '/data' },
};
const BACKEND = {
  ...STATELESS,
  kind: 'backend-app-rds',
  name: 'user-service',
  database: { name: 'users_db', username: 'users_app_user' },
};

/** A repository as it was written: `{ path: text }`. */
type Repository = Readonly<Record<string, string>>;

/** The repository of an application on the example platform, with the manifests in it as in the seeds. */
async function repositoryOf(spec: Readonly<Record<string, unknown>> & { readonly name: string }): Promise<Repository> {
  const platform = readFileSync(join(ROOT, 'platform.yaml'), 'utf8').replace(
    'layout: central',
    'layout: app-repositories',
  );
  const cwd = testFolder({ 'platform.yaml': platform, [`apps/${spec.name}/app.yaml`]: JSON.stringify(spec) });
  const { root } = await openFleet({ cwd }).scaffold(spec.name);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

describe.each([
  { seed: '000', spec: STATELESS, tree: seedTree(69, TREE_000) },
  { seed: '001', spec: STATEFUL, tree: seedTree(81, TREE_001) },
  { seed: '003', spec: BACKEND, tree: seedTree(160, TREE_003) },
])('Output Repository Structure of seed $seed', ({ spec, tree }) => {
  let python: Repository;
  let node: Repository;
  beforeAll(async () => {
    [python, node] = [await repositoryOf(spec), await repositoryOf({ ...spec, runtime: 'node' })];
  });

  it.each(tree)('$title', ({ path }) => {
    if (path.endsWith('/')) expect(Object.keys(python).some((other) => other.startsWith(path))).toBe(true);
    else expect(Object.keys(python)).toContain(path);
  });

  it('has the additions of contract 5 to the tree of the seed, and nothing else at the top', () => {
    const drawn = new Set(tree.map(({ path }) => path.split('/')[0]));
    const added = [...new Set(Object.keys(python).map((path) => path.split('/')[0] ?? ''))].filter(
      (top) => !drawn.has(top),
    );
    const known = [
      '.dockerignore',
      '.editorconfig',
      '.gitattributes',
      '.gitignore',
      '.goldenpath.json',
      'metadata.yaml',
      'pyproject.toml',
      'requirements-dev.in',
      'requirements-dev.txt',
      'requirements.in',
      'requirements.txt',
      'service',
      'tests',
      ...('database' in spec ? ['certs', 'migrations'] : []),
    ];
    expect(added).toEqual(known.filter((top) => !drawn.has(top)).sort());
  });

  it('has the same around the code in node', () => {
    const isAround = (path: string) => /^(deploy|\.github)\/|\.(md|ya?ml)$|^Dockerfile$/.test(path);
    expect(Object.keys(node).filter(isAround)).toEqual(Object.keys(python).filter(isAround));
    expect(Object.keys(node)).toEqual(
      expect.arrayContaining(['package.json', 'package-lock.json', 'src/server.ts', 'test/app.test.ts']),
    );
  });
});

describe('The Goal of seed 000', () => {
  let repository: Repository;
  beforeAll(async () => {
    repository = await repositoryOf(STATELESS);
  });

  it('line 25: *   **Application Code**: Python/FastAPI skeleton (extensible).', () => {
    expect(repository['app.py']).toContain('from fastapi import');
    expect(repository['requirements.txt']).toMatch(/^fastapi==\S+ \\$/m);
  });

  it("line 26: *   **CI/CD**: `delivery.yml` linked to the platform's canonical `_build-and-release.yml`.", () => {
    expect(load(repository['.github/workflows/delivery.yml'] ?? '')).toMatchObject({
      on: { push: { branches: ['main'] }, pull_request: null },
      jobs: {
        deliver: {
          uses: 'mikeybeezy/goldenpath-idp-infra/.github/workflows/_build-and-release.yml@main',
          with: { ecr_repository: 'my-app', python_version: '3.11' },
          secrets: { AWS_ROLE_ARN: '${{ vars.AWS_ROLE_ARN }}' },
        },
      },
    });
  });

  it('line 28: *   **Governance**: `catalog-info.yaml` and `metadata.yaml` for Day 0 compliance.', () => {
    expect(repository['catalog-info.yaml']).toContain('kind: Component');
    expect(load(repository['metadata.yaml'] ?? '')).toMatchObject({
      id: 'my-app',
      owner: 'platform-team',
      risk_profile: { production_impact: 'medium', security_risk: 'medium' },
      reliability: { rollback_strategy: 'git-revert', observability_tier: 'silver' },
    });
  });
});

describe('The files of seed 003', () => {
  it('line 174: ├── app.py                        # Python skeleton with DB health check', async () => {
    const repository = await repositoryOf(BACKEND);
    expect(repository['service/server.py']).toContain('app.state.database.answers()');
  });

  it('line 175: ├── Dockerfile                    # Python 3.11 slim', async () => {
    const repository = await repositoryOf(BACKEND);
    expect(repository['Dockerfile']).toMatch(/^FROM python:3\.11-slim@sha256:[0-9a-f]{64}$/m);
  });

  it('line 177: ├── catalog-info.yaml             # Backstage registration – contract 5: it depends on its databases', async () => {
    const repository = await repositoryOf(BACKEND);
    expect(repository['catalog-info.yaml']).toContain('- resource:rds-prod-users_db\n');
  });
});
