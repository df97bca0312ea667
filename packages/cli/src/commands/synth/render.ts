import * as path from 'node:path';
import {
  type CatalogComparison,
  shownPath,
  type Synthesis,
  type SynthesisedApp,
  type SynthesisedEnvironment,
  type TreeName,
  type TreeResult,
} from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { shellPath } from '../../output/paths';
import { type Step, stepLines } from '../../output/steps';

/** With more applications than this, the rest is counted. */
const MAX_LISTED = 30;

/** Returns the result of a synthesis as text: per application its environments and stacks, the output folders, and the next steps. */
export function summaryText(
  { apps, platformStacks: platform, trees: results, catalog }: Synthesis,
  context: CommandContext,
): string {
  const { colors, cwd } = context;
  const trees = results.map(({ tree }) => tree);
  const listed = apps.slice(0, MAX_LISTED).flatMap((app) => [...appLines(app, trees, context), '']);
  const more = apps.length > MAX_LISTED ? [`… and ${apps.length - MAX_LISTED} more: goldenpath list`, ''] : [];
  return [
    ...listed,
    ...more,
    ...(platform.length > 0 && trees.includes('stacks')
      ? [`${colors.bold('platform')}  ${platform.join(', ')}`, '']
      : []),
    ...results.map(
      (result) =>
        `${TREE_TITLES[result.tree].padEnd(12)} ${shownPath(path.join(result.root, TREE_FOLDERS[result.tree]), cwd)}  ${changeText(result, colors)}`,
    ),
    ...(catalog === undefined || catalog.found === 'none'
      ? []
      : [`${'Databases'.padEnd(10)} ${shownPath(catalog.file, cwd)}  ${catalogChange(catalog, colors)}`]),
    '',
    ...nextSteps(apps, results, context),
    '',
  ].join('\n');
}

const TREE_TITLES: Readonly<Record<TreeName, string>> = {
  manifests: 'Manifests',
  stacks: 'Stacks',
  repositories: 'Repositories',
};
const TREE_FOLDERS: Readonly<Record<TreeName, string>> = { manifests: 'apps', stacks: 'stacks', repositories: '' };

function appLines(app: SynthesisedApp, trees: readonly TreeName[], { colors }: CommandContext): string[] {
  const { environments } = app;
  const width = Math.max(...environments.map(({ environment }) => environment.length), 0);
  return [
    `${colors.bold(app.name)}  ${colors.dim(`${app.kind}, ${app.owner}`)}`,
    ...(app.stack !== undefined && trees.includes('stacks') ? [`  ${app.stack}`] : []),
    ...environments.map((each) => `  ${each.environment.padEnd(width)}  ${cellsOf(each, trees).join('  ')}`),
  ];
}

function cellsOf(
  { url, pods, stack, notes, isCallable }: SynthesisedEnvironment,
  trees: readonly TreeName[],
): string[] {
  const cells = [
    url ?? (isCallable ? 'inside the cluster only' : undefined),
    trees.includes('manifests') ? pods : undefined,
    trees.includes('stacks') ? stack : undefined,
    ...notes.map(({ text }) => text),
  ];
  return cells.filter((cell) => cell !== undefined);
}

function catalogChange({ found }: CatalogComparison, colors: CommandContext['colors']): string {
  return found === 'same' ? colors.dim('up to date') : colors.green(found === 'missing' ? 'new' : 'changed');
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
  apps: readonly SynthesisedApp[],
  results: readonly TreeResult[],
  { colors, cwd }: CommandContext,
): string[] {
  const first = apps.find(({ manifestsPath }) => manifestsPath !== undefined);
  const environment = first?.environments.at(-1)?.environment;
  const manifests = results.find(({ tree }) => tree === 'manifests');
  const overlay = path.join(manifests?.root ?? '', first?.manifestsPath ?? '', 'overlays', environment ?? '');
  const steps: Step[] = [];
  if (first !== undefined && manifests !== undefined) steps.push([`kubectl kustomize ${shellPath(overlay, cwd)}`]);
  if (apps[0] !== undefined) steps.push([`npx goldenpath explain ${apps[0].name}`, 'show where each value comes from']);
  if (results.some(({ tree }) => tree === 'stacks'))
    steps.push(['npx goldenpath plan --simulate', 'show what Terraform would change']);
  steps.push(['npx goldenpath new', 'add an application']);
  return [colors.bold('Next'), ...stepLines(steps)];
}

/** Returns the files that are out of date, as text. */
export function checkText({ trees, catalog }: Synthesis, { cwd }: Pick<CommandContext, 'cwd'>): string {
  const line = (file: string, change: string) => `${change.padEnd(8)} ${shownPath(file, cwd)}`;
  const lines = [
    ...trees.flatMap(({ root, changes }) =>
      changes.changes.map(({ path: file, change }) => line(`${root}/${file}`, change)),
    ),
    ...(catalog?.found === 'missing' || catalog?.found === 'differs' ? [line(catalog.file, catalog.found)] : []),
  ];
  if (lines.length === 0) return 'The output is up to date.\n';
  return `${lines.join('\n')}\n${lines.length} ${lines.length === 1 ? 'file differs' : 'files differ'}: run \`goldenpath synth\`.\n`;
}
