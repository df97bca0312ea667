import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { runStep, testRepository, type StepResult, type TestRepository } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

export const PLATFORM = readFileSync(join(ROOT, 'platform.yaml'), 'utf8');

/** JSON is YAML as well. */
export function backend(name: string, more: object = {}): string {
  const database = { name: `${name}_db`, username: `${name}_user` };
  return JSON.stringify({ kind: 'backend-app-rds', name, description: 'An app', owner: 'app-team', database, ...more });
}

export const spec = (name: string) => `apps/${name}/app.yaml`;

export async function fleetRepository(platform = PLATFORM): Promise<TestRepository> {
  const repository = testRepository({
    'platform.yaml': platform,
    [spec('orders')]: backend('orders'),
    [spec('shop')]: backend('shop'),
  });
  await repository.git('init', '--quiet');
  symlinkSync(join(ROOT, 'node_modules'), join(repository.folder, 'node_modules'));
  symlinkSync(join(ROOT, 'scripts'), join(repository.folder, 'scripts'));
  await repository.commit({}, 'First');
  return repository;
}

/** Runs the step that finds removals. npm installs the packages of this repository. */
export function findRemovals(folder: string, temp: string): Promise<StepResult> {
  return runStep(step('deploy.yml', 'removals', 'Find the stacks that left the fleet'), {
    cwd: folder,
    values: { 'runner.temp': temp },
    programs: {
      npm: `require('node:fs').symlinkSync(${JSON.stringify(join(ROOT, 'node_modules'))}, 'node_modules');`,
    },
  });
}

export interface Matrix {
  readonly include: readonly { readonly stacks: string; readonly [field: string]: unknown }[];
}

export const matrixIn = (text: string | undefined) => JSON.parse(text ?? '') as Matrix;
export const stacksIn = (text: string | undefined) => matrixIn(text).include.flatMap(({ stacks }) => stacks.split(' '));
