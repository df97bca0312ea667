import * as path from 'node:path';
import {
  type TreeName,
  type TreeResult,
  selects,
  type Selection,
  appUnit,
  platformUnit,
  shownPath,
} from '@goldenpath/fleet';
import type { AppFacts, FleetFacts } from '@goldenpath/model';
import type { CommandContext } from '../command';
import { shellPath } from './paths';
import { type Step, stepLines } from './steps';

/** More applications than this are counted, not listed one by one. */
const MAX_LISTED = 30;

/** What a synthesis made, for a person: per application each environment and stack, where the files are, what to do next. */
export function summaryText(
  facts: FleetFacts,
  results: readonly TreeResult[],
  selection: Selection,
  context: CommandContext,
): string {
  const { colors, cwd } = context;
  const apps = facts.apps.filter(({ name }) => selects(selection, appUnit(name)));
  const trees = results.map(({ tree }) => tree);
  const listed = apps.slice(0, MAX_LISTED).flatMap((app) => [...appLines(app, trees, selection, context), '']);
  const more = apps.length > MAX_LISTED ? [`… and ${apps.length - MAX_LISTED} more: goldenpath list`, ''] : [];
  const platform = platformStacks(facts, selection);
  return [
    ...listed,
    ...more,
    ...(platform.length > 0 && trees.includes('stacks')
      ? [`${colors.bold('platform')}  ${platform.join(', ')}`, '']
      : []),
    ...results.map(
      (result) =>
        `${TREE_TITLES[result.tree].padEnd(10)} ${shownPath(path.join(result.root, TREE_FOLDERS[result.tree]), cwd)}  ${changeText(result, colors)}`,
    ),
    '',
    ...nextSteps(apps, results, context),
    '',
  ].join('\n');
}

const TREE_TITLES: Readonly<Record<TreeName, string>> = { manifests: 'Manifests', stacks: 'Stacks' };
const TREE_FOLDERS: Readonly<Record<TreeName, string>> = { manifests: 'apps', stacks: 'stacks' };

function appLines(
  app: AppFacts,
  trees: readonly TreeName[],
  selection: Selection,
  { colors }: CommandContext,
): string[] {
  const environments = app.environments.filter(({ environment }) => selects(selection, appUnit(app.name, environment)));
  const width = Math.max(...environments.map(({ environment }) => environment.length), 0);
  return [
    `${colors.bold(app.name)}  ${colors.dim(`${app.kind}, ${app.owner}`)}`,
    ...(app.stack !== undefined && trees.includes('stacks') ? [`  ${app.stack.name}`] : []),
    ...environments.map((facts) => {
      const parts = [
        facts.route?.url ?? (facts.workload === undefined ? undefined : 'inside the cluster only'),
        facts.workload && trees.includes('manifests') ? podText(facts) : undefined,
        trees.includes('stacks') ? facts.stack?.name : undefined,
        facts.database?.instance.mode === 'dedicated' ? 'own instance' : undefined,
      ];
      return `  ${facts.environment.padEnd(width)}  ${parts.filter((part) => part !== undefined).join('  ')}`;
    }),
  ];
}

function podText({ workload, autoscaling }: AppFacts['environments'][number]): string {
  if (autoscaling !== undefined) return `${autoscaling.minReplicas}–${autoscaling.maxReplicas} pods`;
  return workload?.replicas === 1 ? '1 pod' : `${workload?.replicas} pods`;
}

function platformStacks({ platform }: FleetFacts, selection: Selection): string[] {
  return platform.environments.flatMap(({ name, stack }) =>
    stack !== undefined && selects(selection, platformUnit(name)) ? [stack.name] : [],
  );
}

function changeText({ changes }: TreeResult, colors: CommandContext['colors']): string {
  const count = (kind: 'missing' | 'differs' | 'orphan') =>
    changes.changes.filter(({ change }) => change === kind).length;
  const [made, changed, removed] = [count('missing'), count('differs'), count('orphan')];
  if (made + changed + removed === 0) return colors.dim('up to date');
  const words = [
    made > 0 && `${files(made)} new`,
    changed > 0 && `${files(changed)} changed`,
    removed > 0 && `${files(removed)} removed`,
  ];
  return colors.green(words.filter((word) => word !== false).join(', '));
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function nextSteps(
  apps: readonly AppFacts[],
  results: readonly TreeResult[],
  { colors, cwd }: CommandContext,
): string[] {
  const workload = apps.find(({ environments }) => environments.some((facts) => facts.workload !== undefined));
  const environment = workload?.environments.at(-1)?.environment;
  const manifests = results.find(({ tree }) => tree === 'manifests');
  const overlay = path.join(manifests?.root ?? '', workload?.manifestsPath ?? '', 'overlays', environment ?? '');
  const steps: Step[] = [];
  if (workload !== undefined && manifests !== undefined) steps.push([`kubectl kustomize ${shellPath(overlay, cwd)}`]);
  if (apps[0] !== undefined) steps.push([`npx goldenpath explain ${apps[0].name}`, 'where each value comes from']);
  if (results.some(({ tree }) => tree === 'stacks'))
    steps.push(['npx goldenpath plan --simulate', 'what Terraform would do']);
  steps.push(['npx goldenpath new', 'describe another application']);
  return [colors.bold('Next'), ...stepLines(steps)];
}
