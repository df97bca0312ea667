import type { StackInput } from '@goldenpath/extension';
import type { TerraformStack } from 'cdktf';
import type { RepositoryPart } from '../types';
import { addRepository } from './repository';

/** Adds the repository on GitHub. */
export function once(stack: TerraformStack, { facts, risk, use }: StackInput<RepositoryPart>): void {
  use('github');
  addRepository(stack, facts, risk);
}
