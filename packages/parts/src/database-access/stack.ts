import type { StackInput } from '@goldenpath/extension';
import type { TerraformStack } from 'cdktf';
import { type DatabaseAddress, foundAddress } from '../database/stack/address';
import { addSecret } from '../database/stack/secret';
import { ACCESS, type DatabaseAccessPart } from './types';

/**
 * Adds the secret of each access, with the address of the instance that has the database. A password can be made again, so a secret is deleted
 * at once: its name is free where the access comes back.
 */
export function environment(stack: TerraformStack, { facts, tags, use }: StackInput<DatabaseAccessPart>): void {
  use('aws');
  use('random');
  const found = new Map<string, DatabaseAddress>();
  for (const [app, { database, username, instance, secret }] of Object.entries(facts.databases)) {
    const { identifier } = instance;
    const address = found.get(identifier) ?? foundAddress(stack, `${ACCESS}${app}-instance`, instance);
    found.set(identifier, address);
    addSecret(stack, {
      database: { name: database, username, secret: { ...secret, isProtected: false } },
      address,
      tags,
      recoveryDays: 0,
      prefix: `${ACCESS}${app}-`,
    });
  }
}
