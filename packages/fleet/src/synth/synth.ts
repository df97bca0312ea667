import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { openPlannedFleet } from '../cache/open-planned-fleet';
import type { FleetContext } from '../context';
import { SIMULATED_FOLDER } from '../deploy/simulated-variable';
import { assertKnown, type SelectionOptions } from '../load/assert-known';
import { type CatalogComparison, catalogLeft, type PreparedCatalog } from '../rds/catalog-left';
import type { PlannedFleet } from './planned-fleet';
import type { Shard } from './shard';
import { type SynthesisedApp, synthesisedApps } from './summary';
import { synthesise, type TreeResult } from './synthesise';
import { assertOutsideApps, outputs, type Plane } from './trees';
import { isWholeFleet, type Selection, selects } from './units';

export interface SynthOptions extends SelectionOptions {
  /**
   * The output folder, which contains `gitops`, `repos` and `cdktf.out`.
   *
   * @default `dist/gitops`, `dist/repos` and `cdktf.out` next to the platform file
   */
  readonly out?: string;
  /** One of several parts of the fleet. @default the whole fleet */
  readonly shard?: Shard;
  /** Only manifests, or only stacks. @default everything */
  readonly plane?: Plane;
  /** Compare without writing. @default false */
  readonly check?: boolean;
  /** Read every spec and every generated file, even if size, times and inode are unchanged. @default false */
  readonly verify?: boolean;
}

/** What a synthesis wrote or, with `check`, would write. */
export interface Synthesis {
  readonly check: boolean;
  readonly trees: readonly TreeResult[];
  /** The selected applications with the selected environments. */
  readonly apps: readonly SynthesisedApp[];
  /** Names of the selected platform stacks. */
  readonly platformStacks: readonly string[];
  /** The catalog of databases. @default only a part of the fleet or of its output was selected */
  readonly catalog?: CatalogComparison;
}

/** Generates the fleet's Kubernetes manifests and Terraform stacks. With `check`, compares them with the existing files. */
export async function synth(context: FleetContext, options: SynthOptions = {}): Promise<Synthesis> {
  const { source, env } = context;
  const { out, plane, shard, check = false, verify = false } = options;
  // An empty value usually comes from an unset variable in a script.
  if (out === '') throw new UserError('`--out` is empty.', 'Pass a folder, or leave `--out` out.');
  const written = outputs(out, plane, source.platformFile, context);
  assertOutsideApps(written, source.appsFolder);
  const { apps = [], environments = [] } = options;
  const root = Object.values(written[0]?.roots ?? {})[0];
  const { fleet, cache, catalog: left } = await openPlannedFleet(context, { apps, root, verify, check });
  assertKnown(
    'application',
    apps,
    fleet.apps.map(({ name }) => name),
  );
  assertKnown('environment', environments, fleet.environments);
  const selection = { apps, environments, ...(shard !== undefined && { shard }) };
  const isWhole = isWholeFleet(selection) && plane === undefined;
  // A catalog that cannot be replaced is an error before anything is written.
  const catalog = isWhole ? await catalogOf(fleet, catalogFolder(context, out), left) : undefined;
  const trees: TreeResult[] = [];
  for (const output of written) {
    const given = {
      output,
      selection,
      check,
      verify,
      context,
      ...(output === written[0] && { cache: () => cache(catalog?.digest) }),
    };
    trees.push(...(await synthesise(fleet, given)));
  }
  if (!check) catalog?.write();
  const stacks = trees.find(({ tree }) => tree === 'stacks');
  if (stacks !== undefined && env[SIMULATED_FOLDER] !== undefined && !check) {
    const { useSimulatedBackends } = await import('../deploy/simulated-project.js');
    useSimulatedBackends(stacks.root, env);
  }
  let listed: readonly SynthesisedApp[] | undefined;
  return {
    check,
    trees,
    // Most callers do not ask for them, and they are as long to read as the rest of a run in which nothing changed.
    get apps() {
      return (listed ??= synthesisedApps(fleet.apps, selection));
    },
    platformStacks: selectedPlatformStacks(fleet, selection),
    ...(catalog !== undefined && { catalog: { file: catalog.file, found: catalog.found } }),
  };
}

async function catalogOf({ apps }: PlannedFleet, folder: string, left: string | undefined): Promise<PreparedCatalog> {
  const same = left === undefined ? undefined : catalogLeft(folder, left);
  if (same !== undefined) return same;
  const { prepareCatalog } = await import('../rds/catalog-file.js');
  return prepareCatalog(
    folder,
    apps.flatMap((app) => app.summary().databases ?? []),
  );
}

function catalogFolder({ source, cwd }: FleetContext, out: string | undefined): string {
  return out === undefined ? path.dirname(source.platformFile) : path.resolve(cwd, out);
}

function selectedPlatformStacks({ platformUnits }: PlannedFleet, selection: Selection): string[] {
  return platformUnits.flatMap(({ unit, stack }) =>
    stack !== undefined && selects(selection, unit) ? [stack.name] : [],
  );
}
