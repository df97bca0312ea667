import { UserError } from '@goldenpath/errors';
import type { FleetFacts } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { SIMULATED_FOLDER } from '../deploy/simulated-variable';
import { loadSelection, type SelectionOptions } from '../load/load-valid-fleet';
import type { Shard } from './shard';
import { type SynthesisedApp, synthesisedApps } from './summary';
import { synthesise, type TreeResult } from './synthesise';
import { assertOutsideApps, outputs, type Plane } from './trees';
import { platformUnit, type Selection, selects } from './units';

export interface SynthOptions extends SelectionOptions {
  /** The output folder: `gitops` and `cdktf.out` in it. @default `dist/gitops` and `cdktf.out`, beside the platform file */
  readonly out?: string;
  /** One of several parts of the fleet. @default all of it */
  readonly shard?: Shard;
  /** One of the two alone. @default both */
  readonly plane?: Plane;
  /** Write nothing; only compare. @default false */
  readonly check?: boolean;
  /** Read every file, also one whose size, times and inode are as recorded. @default false */
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
  const opened = await loadSelection(context, options);
  const { facts } = opened;
  const selection = { ...opened.selection, ...(shard !== undefined && { shard }) };
  const trees: TreeResult[] = [];
  for (const output of written)
    trees.push(...(await synthesise(opened, { output, selection, check, verify, context })));
  const stacks = trees.find(({ tree }) => tree === 'stacks');
  if (stacks !== undefined && env[SIMULATED_FOLDER] !== undefined && !check) {
    const { useSimulatedBackends } = await import('../deploy/simulated-project.js');
    useSimulatedBackends(stacks.root, env);
  }
  return {
    check,
    trees,
    apps: synthesisedApps(opened, selection),
    platformStacks: selectedPlatformStacks(facts, selection),
  };
}

function selectedPlatformStacks({ platform }: FleetFacts, selection: Selection): string[] {
  return platform.environments.flatMap(({ name, stack }) =>
    stack !== undefined && selects(selection, platformUnit(name)) ? [stack.name] : [],
  );
}
