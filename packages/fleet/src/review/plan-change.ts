import { UserError } from '@goldenpath/errors';
import { accountOf, type Registry } from '@goldenpath/extension';
import { type Engine, EngineError } from '@goldenpath/deploy';
import { fleetStacks } from '@goldenpath/model';
import type { FleetVersion, Plans, StackContent } from '@goldenpath/review';
import type { FleetContext } from '../context';
import { engineFor } from '../deploy/engine';
import { allUnits, jobsFor } from './changed-units';
import { readGivenPlans } from './given-plans';
import { renderJobs } from './render-jobs';
import { simulatePlans } from './simulated-plans';
import { stackOwners } from './stack-owners';
import * as path from 'node:path';

/** The plans for a review. */
export interface PlanChoice {
  /** A folder with plans of the real cloud; `false` for no plans. @default plan in a simulated cloud */
  readonly plan?: string | false;
  /** Plan in a simulated cloud only if at most this many stacks differ. */
  readonly maxPlans: number;
}

/** More input for planning a change. */
export interface PlanChangeOptions {
  /** A folder for temporary files. */
  readonly scratch: string;
  /** The parts of base and head. */
  readonly registry: Registry;
  readonly context: Pick<FleetContext, 'cwd' | 'env' | 'signal' | 'onProgress'>;
}

/**
 * Returns the plans of the stacks that differ: from a folder, from a simulated cloud, or none if they were not requested or there are too
 * many.
 *
 * @throws UserError when the folder has no plans, or there is no engine.
 */
export async function planChange(
  base: FleetVersion,
  head: FleetVersion,
  flags: PlanChoice,
  { scratch, registry, context }: PlanChangeOptions,
): Promise<Plans> {
  if (typeof flags.plan === 'string')
    return readGivenPlans(path.resolve(context.cwd, flags.plan), stackOwners(base.facts, head.facts), [
      ...head.stacks.keys(),
    ]);
  if (flags.plan === false) return noPlans('Plans were skipped (`--no-plan`).');
  const changed = new Set([...base.stacks.keys(), ...head.stacks.keys()]).size;
  if (changed === 0) return { source: 'simulated', note: null, stacks: [] };
  if (changed > flags.maxPlans)
    return noPlans(`${changed} stacks differ, and more than ${flags.maxPlans} are not planned here (\`--max-plans\`).`);
  const moved = movedText(base, head);
  if (moved !== undefined) return noPlans(moved);
  const engine = await engineOrAdvice(context);
  const platformStacks = {
    base: await platformStacksOf(base, registry, context.signal),
    head: await platformStacksOf(head, registry, context.signal),
  };
  return simulatePlans({
    base,
    head,
    platformStacks,
    engine,
    folder: path.join(scratch, 'simulation'),
    env: context.env,
    // Nothing in a simulated cloud needs a clean stop of Terraform.
    interrupts: { interrupt: context.signal, insist: AbortSignal.any([context.signal]) },
  });
}

/** Returns the engine. The error suggests `--no-plan`, because most of a review needs no engine. */
async function engineOrAdvice(context: PlanChangeOptions['context']): Promise<Engine> {
  try {
    return await engineFor(context);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new UserError(error.summary, `${error.remedy} Or leave the plans out with \`--no-plan\`.`);
  }
}

/** Returns a note if the platform moved to another region or account: a simulated cloud cannot show what happens to the old resources. */
function movedText(
  { facts: { platform: before } }: FleetVersion,
  { facts: { platform: after } }: FleetVersion,
): string | undefined {
  const kept = after.environments.filter(({ name }) => before.environments.some((one) => one.name === name));
  const isMoved = (field: 'accountId' | 'region') =>
    [null, ...kept.map(({ name }) => name)].some(
      (name) => accountOf(before, name)[field] !== accountOf(after, name)[field],
    );
  const moved = [
    ...(isMoved('accountId') ? ['account'] : []),
    ...(isMoved('region') ? ['region'] : []),
    ...(before.organisation === after.organisation ? [] : ['organisation']),
  ];
  if (moved.length === 0) return undefined;
  return `Another ${moved.join(', another ')}: a simulated cloud does not show which resources stay in the old one and which are created again.`;
}

function noPlans(note: string): Plans {
  return { source: 'none', note, stacks: [] };
}

/** Returns the stacks that others depend on. If they are equal in both versions, they are not part of them and are rendered here. */
async function platformStacksOf(
  { facts, stacks }: FleetVersion,
  registry: Registry,
  signal: AbortSignal,
): Promise<Map<string, StackContent>> {
  const needed = new Set(fleetStacks(facts).flatMap(({ name, dependsOn }) => (stacks.has(name) ? dependsOn : [])));
  const platform = { facts: { ...facts, apps: [] }, registry };
  const units = { manifests: new Set<string>(), stacks: allUnits(platform).stacks };
  const rendered = needed.size === 0 ? [] : await renderJobs(jobsFor(platform, units), signal);
  const made = new Map(rendered.flatMap((job) => Object.entries(job.stacks)));
  return new Map([...made, ...stacks].filter(([name]) => needed.has(name)));
}
