import type { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand } from '../../flags';

/** Flags of `workflows`. */
export interface WorkflowsFlags extends FleetFlags {
  readonly check?: boolean;
}

export function workflowsCommand(): Command {
  return fleetCommand(
    'workflows',
    'Write the workflow that builds, checks and releases the applications, and the default branch into others.',
  ).option('--check', 'write nothing; exit with 1 if a workflow is out of date');
}
