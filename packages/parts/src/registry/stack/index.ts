import type { StackInput } from '@goldenpath/extension';
import type { TerraformStack } from 'cdktf';
import type { RegistryPart } from '../types';
import { addOrganisation, addPushRole } from './push-role';
import { addRegistry } from './registry';

/** Adds the image registry, and the role that pushes to it. */
export function once(stack: TerraformStack, { facts, aws, organisation, tags, use }: StackInput<RegistryPart>): void {
  use('aws');
  use('github');
  addOrganisation(stack, facts, organisation);
  addPushRole(stack, facts, addRegistry(stack, facts, tags, aws.partition), { aws, tags });
}
