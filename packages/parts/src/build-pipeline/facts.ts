import type { AppFactsInput, PlatformRuntime } from '@goldenpath/extension';
import type { RegistryPart } from '../registry/types';
import type { Runtime } from '../workload/schema';
import type { BuildPipelinePart } from './types';

/** The pipeline of an application that is built. */
export function buildPipelineOnce({ spec, platform, facts }: AppFactsInput): BuildPipelinePart | undefined {
  const workload = facts('workload') as { readonly runtime: Runtime } | undefined;
  const registry = facts('registry') as RegistryPart | undefined;
  if (workload === undefined || registry === undefined) return undefined;
  const own = platform.runtimes?.[workload.runtime];
  return {
    workflow: platform.delivery.workflow,
    branch: platform.repositories.defaultBranch,
    ecrRepository: registry.name,
    runtime: workload.runtime,
    provenance: platform.delivery.provenance,
    ...(own !== undefined && { inputs: inputsOf(own) }),
    environments: platform.environments
      .filter(({ name }) => spec.environments.includes(name))
      .map(({ name, mutableTags }) => ({ name, mutableTags })),
  };
}

function inputsOf({ testCommand, inputs }: PlatformRuntime): Readonly<Record<string, string>> {
  return { ...inputs, ...(testCommand !== undefined && { test_command: testCommand }) };
}
