import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { ROOT } from '@goldenpath/testing/fleet';
import { allJobs, job, workflow } from '@goldenpath/testing/workflows';

const FILE = '_build-and-release.yml';

interface Caller {
  readonly jobs: {
    readonly deliver: {
      readonly uses: string;
      readonly permissions: Readonly<Record<string, string>>;
      readonly with: Readonly<Record<string, unknown>>;
      readonly secrets: Readonly<Record<string, string>>;
    };
  };
}

interface Input {
  readonly type: 'string' | 'boolean';
  readonly required?: boolean;
  readonly default?: unknown;
}

const called = workflow(FILE).on['workflow_call'] as {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly secrets: Readonly<Record<string, { readonly required: boolean }>>;
};

describe.each(['web', 'billing'])('the delivery.yml of %s', (app) => {
  const text = readFileSync(join(ROOT, 'test/golden', app, 'repository/.github/workflows/delivery.yml'), 'utf8');
  const { deliver } = (load(text) as Caller).jobs;

  test('passes inputs that the workflow has, each of its type', () => {
    for (const [name, value] of Object.entries(deliver.with)) {
      const isExpression = typeof value === 'string' && value.startsWith('${{');
      expect([name, isExpression || typeof value]).toEqual([name, isExpression || called.inputs[name]?.type]);
      expect(Object.keys(called.inputs)).toContain(name);
    }
  });

  test('passes every input that the workflow requires, and every secret', () => {
    const required = Object.entries(called.inputs).filter(([, input]) => input.required === true);
    expect(required.map(([name]) => name)).toEqual(['ecr_repository']);
    expect(Object.keys(deliver.with)).toEqual(expect.arrayContaining(required.map(([name]) => name)));
    expect(Object.keys(deliver.secrets)).toEqual(Object.keys(called.secrets));
  });

  test('gives it each permission that a job of it asks for, and no other', () => {
    const asked = allJobs()
      .filter(({ file }) => file === FILE)
      .flatMap(({ job: { permissions = {} } }) => Object.entries(permissions));
    expect(deliver.permissions).toEqual(Object.fromEntries(asked));
  });

  test('calls it at its path', () => {
    expect(deliver.uses).toMatch(/\/\.github\/workflows\/_build-and-release\.yml@main$/);
  });
});

test('the caller of seed 003, which passes the repository alone, is enough', () => {
  const needed = Object.entries(called.inputs).filter(([, input]) => input.default === undefined);
  expect(needed.map(([name]) => name)).toEqual(['ecr_repository']);
  expect(Object.values(called.secrets).filter(({ required }) => required)).toEqual([]);
});

test('the jobs go from the tests to the release, and the gates are between', () => {
  const needs = Object.fromEntries(
    Object.entries(workflow(FILE).jobs).map(([name, each]) => [name, [each.needs ?? []].flat()]),
  );
  expect(needs).toEqual({
    prepare: [],
    test: ['prepare'],
    build: ['prepare', 'test'],
    secrets: ['prepare'],
    scan: ['prepare', 'build'],
    push: ['prepare', 'build', 'secrets', 'scan'],
    release: ['prepare', 'build', 'push'],
  });
});

test('a job that has code of the application has no credential, and the reverse', () => {
  const withCode = Object.entries(workflow(FILE).jobs).filter(([, { steps = [] }]) =>
    steps.some(({ uses = '' }) => uses.startsWith('actions/checkout@')),
  );
  expect(withCode.map(([name]) => name)).toEqual(['test', 'build', 'secrets']);
  for (const [name, each] of withCode) {
    expect([name, each.permissions]).toEqual([name, { contents: 'read' }]);
    expect([name, each.environment]).toEqual([name, undefined]);
    expect([name, /secrets\.|github\.token|configure-aws/.test(JSON.stringify(each))]).toEqual([name, false]);
  }
});

test('the scan reports its findings, and a later step decides', () => {
  const scan = job(FILE, 'scan').steps?.find(({ uses = '' }) => uses.startsWith('aquasecurity/trivy-action@'));
  expect(scan).toMatchObject({
    'continue-on-error': true,
    with: { 'scan-type': 'image', input: 'image', format: 'json', output: 'trivy.json', 'exit-code': '0' },
  });
});
