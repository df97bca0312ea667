import { openComparison, openPublication, type Publication, type Tree, type TreeChanges } from '@goldenpath/output';
import { keyOf } from '@goldenpath/model';
import type { FleetContext } from '../context';
import type { Job, TreeName } from './generators';
import { jobOf } from './job-of';
import type { ListedStack, PlannedUnit } from './plan';
import type { FactsSource, PlannedFleet } from './planned-fleet';
import { runJobs } from './run-jobs';
import type { Output } from './trees';
import { isWholeFleet, leftBehind, selects, type Selection, STACK_LIST_UNIT, WHOLE_FLEET } from './units';

export interface SynthesisOptions {
  readonly output: Output;
  readonly selection: Selection;
  /** Only report changes, without writing. */
  readonly check: boolean;
  /** Read every file, even if size, times and inode are unchanged. @default false */
  readonly verify?: boolean;
  /** Returns the cache to write next to the first tree; `undefined` to keep the existing one. @default nothing is written */
  readonly cache?: () => string | undefined;
  readonly context: Pick<FleetContext, 'onProgress' | 'signal'>;
}

/** The result of a synthesis for one tree. */
export interface TreeResult {
  readonly tree: TreeName;
  readonly root: string;
  readonly changes: TreeChanges;
}

/**
 * Generates everything that is missing or stale, and writes all of it or nothing.
 *
 * A unit is generated again when its input or the generators changed, or when its files were modified.
 */
export async function synthesise(fleet: PlannedFleet, options: SynthesisOptions): Promise<TreeResult[]> {
  const { selection, check } = options;
  const { roots } = options.output;
  const names = (Object.keys(roots) as TreeName[]).sort();
  const drawnIn = new Set<string>();
  const treeOptions = names.map((name) => ({
    root: roots[name] ?? '',
    verify: options.verify ?? false,
    ...(!isWholeFleet(selection) && {
      covers: (unit: string) => selects(selection, unit) || (name === 'manifests' && drawnIn.has(unit)),
    }),
    ...(name === 'stacks' && { lastFiles: ['manifest.json'] }),
    // Releases change the image tag in these files.
    ...(name === 'manifests' && { isShared: (path: string) => path.endsWith('/kustomization.yaml') }),
  }));
  const publication = check ? openComparison(treeOptions) : await openPublication(treeOptions);
  try {
    await stageAll(fleet, publication, names, drawnIn, options);
    const cache = check ? undefined : options.cache?.();
    if (cache !== undefined) publication.trees[0]?.keepCache(cache);
    return publication.commit().map((changes, index) => {
      const tree = names[index] as TreeName;
      return { tree, root: roots[tree] ?? '', changes };
    });
  } finally {
    publication.abort();
  }
}

async function stageAll(
  fleet: PlannedFleet,
  publication: Publication,
  names: readonly TreeName[],
  drawnIn: Set<string>,
  options: SynthesisOptions,
): Promise<void> {
  const trees = new Map(names.map((name, index) => [name, publication.trees[index] as Tree]));
  const planned = unitsIn(fleet, names, options.selection);
  const stayed = await stagePlanned(planned, fleet, trees, options);
  const manifests = trees.get('manifests');
  if (manifests !== undefined) {
    for (const unit of leftBehind(manifests.knownUnits(), options.selection, stayed)) drawnIn.add(unit);
    const everything = drawnIn.size === 0 ? [] : unitsIn(fleet, ['manifests'], WHOLE_FLEET);
    const again = everything.map(({ units, ...of }) => ({
      ...of,
      units: units.filter(({ unit }) => drawnIn.has(unit)),
    }));
    await stagePlanned(again, fleet, trees, options);
  }
  const stacks = trees.get('stacks');
  if (stacks !== undefined) await stageStackList(fleet, stacks, planned);
}

/** Units of one application, or of the platform if `app` is undefined. */
interface UnitsOfOne {
  readonly app: string | undefined;
  readonly units: readonly PlannedUnit[];
}

function unitsIn(
  { platformUnits, apps }: PlannedFleet,
  trees: readonly TreeName[],
  selection: Selection,
): UnitsOfOne[] {
  const wanted = (units: readonly PlannedUnit[]) =>
    units.filter(({ tree, unit }) => trees.includes(tree) && selects(selection, unit));
  return [
    { app: undefined, units: wanted(platformUnits) },
    ...apps.map((app) => ({ app: app.name, units: wanted(app.units()) })),
  ].filter(({ units }) => units.length > 0);
}

/** @returns The manifest units whose files on disk are up to date. */
async function stagePlanned(
  planned: readonly UnitsOfOne[],
  fleet: PlannedFleet,
  trees: ReadonlyMap<TreeName, Tree>,
  options: SynthesisOptions,
): Promise<Set<string>> {
  const treeOf = (name: TreeName) => trees.get(name) as Tree;
  const stayed = new Set<string>();
  const stays = (tree: TreeName, unit: string): void => {
    if (tree === 'manifests') stayed.add(unit);
  };
  const stale = planned.map(({ app, units }) => ({
    app,
    units: units.filter(({ tree, unit, key }) => {
      const isFresh = treeOf(tree).keepIfFresh(unit, key);
      if (isFresh) stays(tree, unit);
      return !isFresh;
    }),
  }));
  const keys = new Map(
    stale.flatMap(({ units }) => units.map(({ tree, unit, key }) => [`${tree} ${unit}`, key] as const)),
  );
  const manifestsRoot = options.output.releasesFrom ?? trees.get('manifests')?.root;
  const jobs = await jobsFor(stale, fleet, manifestsRoot);
  const all = stale.reduce((sum, { units }) => sum + units.length, 0);
  let done = 0;
  await runJobs(jobs, options.context.signal, ({ tree, unit, files }) => {
    const differs = treeOf(tree).stage(unit, keys.get(`${tree} ${unit}`) ?? '', files);
    if (!differs) stays(tree, unit);
    options.context.onProgress({ kind: 'units', done: (done += 1), all });
  });
  return stayed;
}

async function jobsFor(
  stale: readonly UnitsOfOne[],
  fleet: PlannedFleet,
  manifestsRoot: string | undefined,
): Promise<Iterable<Job>> {
  const todo = stale.filter(({ units }) => units.length > 0);
  return todo.length === 0 ? [] : jobsOneByOne(todo, await fleet.facts(), manifestsRoot);
}

/** Facts are in memory until their application was made. */
function* jobsOneByOne(
  todo: readonly UnitsOfOne[],
  facts: FactsSource,
  manifestsRoot: string | undefined,
): Generator<Job, undefined> {
  for (const one of todo) {
    yield jobFor(one, facts, manifestsRoot);
    if (one.app !== undefined) facts.release?.(one.app);
  }
  return undefined;
}

function jobFor({ app, units }: UnitsOfOne, facts: FactsSource, manifestsRoot: string | undefined): Job {
  const { registry } = facts;
  const of = (name: TreeName) => units.filter(({ tree }) => tree === name).map(({ unit }) => unit);
  return {
    ...jobOf({ facts, registry }),
    ...(app !== undefined && { app: facts.app(app) }),
    manifests: of('manifests'),
    stacks: of('stacks'),
    repositories: of('repositories'),
    ...(Object.keys(facts.templates).length > 0 && { templates: facts.templates }),
    ...(manifestsRoot !== undefined && { manifestsRoot }),
  };
}

/** Stages the list that CDKTF's command line reads: every stack in the tree after this run. */
async function stageStackList(fleet: PlannedFleet, tree: Tree, made: readonly UnitsOfOne[]): Promise<void> {
  const stacks = made.flatMap(({ units }) => units.flatMap(({ stack }) => stack ?? []));
  const left = tree.untouchedFiles().map((file) => file.split('/')[1] ?? '');
  const known = left.length === 0 ? undefined : stacksOf(fleet);
  const here = [...stacks, ...left.flatMap((name) => known?.get(name) ?? [])].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const names = new Set(here.map(({ name }) => name));
  // A partial run may have left out dependencies. Stacks that are not in the tree cannot be awaited.
  const listed = here.map((stack) => ({ ...stack, dependsOn: stack.dependsOn.filter((name) => names.has(name)) }));
  const key = keyOf(listed.map(({ name, dependsOn }) => [name, dependsOn]));
  if (tree.keepIfFresh(STACK_LIST_UNIT, key)) return;
  const { stacksManifest } = await import('./stack-list.js');
  tree.stage(STACK_LIST_UNIT, key, [stacksManifest(listed)]);
}

function stacksOf({ platformUnits, apps }: PlannedFleet): Map<string, ListedStack> {
  const units = [...platformUnits, ...apps.flatMap((app) => app.units())];
  return new Map(units.flatMap(({ stack }) => (stack === undefined ? [] : [[stack.name, stack] as const])));
}
