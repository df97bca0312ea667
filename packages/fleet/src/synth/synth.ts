import { UserError } from '@goldenpath/errors';
import { openPlannedFleet } from '../cache/open-planned-fleet';
import type { FleetContext } from '../context';
import { SIMULATED_FOLDER } from '../deploy/simulated-variable';
import { assertKnown, type SelectionOptions } from '../load/load-valid-fleet';
import type { PlannedFleet } from './planned-fleet';
import type { Shard } from './shard';
import { type SynthesisedApp, synthesisedApps } from './summary';
import { synthesise, type TreeResult } from './synthesise';
import { assertOutsideApps, outputs, type Plane } from './trees';
import { type Selection, selects } from './units';

export interface SynthOptions extends SelectionOptions {
  /** The output folder: `gitops` and `cdktf.out` in it. @default `dist/gitops` and `cdktf.out`, beside the platform file */
  readonly out?: string;
  /** One of several parts of the fleet. @default all of it */
  readonly shard?: Shard;
  /** One of the two alone. @default both */
  readonly plane?: Plane;
  /** Write nothing; only compare. @default false */
  readonly check?: boolean;
  /** Read every spec and every generated file, also one whose size, times and inode are as recorded. @default false */
  readonly verify?: boolean;
}

/** What a synthesis wrote, or with `check` what it would write. */
export interface Synthesis {
  readonly check: boolean;
  readonly trees: readonly TreeResult[];
  /** The applications that were selected, with the environments that were. */
  readonly apps: readonly SynthesisedApp[];
  /** Names of the platform's stacks that were selected. */
  readonly platformStacks: readonly string[];
}

/** Makes the Kubernetes manifests and the Terraform stacks of the fleet; with `check`, compares them with the files there. */
export async function synth(context: FleetContext, options: SynthOptions = {}): Promise<Synthesis> {
  const { source, env } = context;
  const { out, plane, shard, check = false, verify = false } = options;
  // An empty name is a variable of a script that was never set.
  if (out === '') throw new UserError('`--out` names no folder.', 'Name one, or leave `--out` out.');
  const written = outputs(out, plane, source.platformFile, context);
  assertOutsideApps(written, source.appsFolder);
  const { apps = [], environments = [] } = options;
  const root = Object.values(written[0]?.roots ?? {})[0];
  const { fleet, cache } = await openPlannedFleet(context, { apps, root, verify });
  assertKnown(
    'application',
    apps,
    fleet.apps.map(({ name }) => name),
  );
  assertKnown('environment', environments, fleet.environments);
  const selection = { apps, environments, ...(shard !== undefined && { shard }) };
  const trees: TreeResult[] = [];
  for (const output of written) {
    const given = { output, selection, check, verify, context, ...(output === written[0] && { cache }) };
    trees.push(...(await synthesise(fleet, given)));
  }
  const stacks = trees.find(({ tree }) => tree === 'stacks');
  if (stacks !== undefined && env[SIMULATED_FOLDER] !== undefined && !check) {
    const { useSimulatedBackends } = await import('../deploy/simulated-project.js');
    useSimulatedBackends(stacks.root, env);
  }
  return {
    check,
    trees,
    apps: synthesisedApps(fleet.apps, selection),
    platformStacks: selectedPlatformStacks(fleet, selection),
  };
}

function selectedPlatformStacks({ platformUnits }: PlannedFleet, selection: Selection): string[] {
  return platformUnits.flatMap(({ unit, stack }) =>
    stack !== undefined && selects(selection, unit) ? [stack.name] : [],
  );
}
