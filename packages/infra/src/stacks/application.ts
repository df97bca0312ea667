import type { GeneratedFile } from '@goldenpath/files';
import type { AppFacts, PlatformFacts, StackFacts } from '@goldenpath/model';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { openStack } from '../open-stack';
import { addPushRole } from '../parts/push-role';
import { addRegistry } from '../parts/registry';
import { addRepository } from '../parts/repository';
import { useAws, useGithub } from '../providers';
import { stackFile } from '../synthesis/stack-file';

/** The stack `app-<name>`: what an application has once; undefined where it has nothing. */
export function applicationStack(app: AppFacts, platform: PlatformFacts): GeneratedFile | undefined {
  const { stack } = app;
  if (stack === undefined) return undefined;
  return stackFile((root) => buildApplicationStack(root, stack, app, platform));
}

/** The same as a construct, below any root. */
export function buildApplicationStack(
  root: Construct,
  facts: StackFacts,
  { repository, registry, risk, tags }: AppFacts,
  platform: PlatformFacts,
): TerraformStack {
  const stack = openStack(root, facts);
  if (repository !== undefined) {
    useGithub(stack, repository.organisation);
    addRepository(stack, repository, risk);
  }
  if (registry !== undefined) {
    useAws(stack, platform.aws);
    addPushRole(stack, registry, addRegistry(stack, registry, tags), tags);
  }
  return stack;
}
