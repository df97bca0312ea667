import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder, redactor, runProcess } from '@goldenpath/process';
import { LockFileError } from '../errors';
import type { Engine, Environment } from '../engine/engine';
import { engineEnvironment } from '../runs/terraform';
import type { Stack } from '../stacks/stack';
import { LOCK_FILE, requiredProviders } from './lock-file';

export interface MakeLockOptions {
  readonly engine: Engine;
  /** The environment of the engine. */
  readonly env: Environment;
  /** The platforms whose hashes are recorded, such as `linux_amd64`. */
  readonly platforms: readonly string[];
  /** A folder with providers in the layout of `terraform providers mirror`. @default the registry of each provider */
  readonly mirror?: string;
  readonly interrupt?: AbortSignal;
}

/**
 * Lets the engine find the hashes of the providers of stacks.
 *
 * @returns The text of a lock file.
 * @throws LockFileError where stacks require a provider in two versions, or the engine finds no hashes.
 */
export async function makeLock(stacks: readonly Stack[], options: MakeLockOptions): Promise<string> {
  const { engine, env, platforms, mirror, interrupt } = options;
  const folder = makeTemporaryFolder('goldenpath-lock-');
  try {
    writeFileSync(join(folder, 'versions.tf.json'), versionsText(stacks, engine));
    const args = [
      'providers',
      'lock',
      '-no-color',
      ...(mirror === undefined ? [] : [`-fs-mirror=${mirror}`]),
      ...platforms.map((platform) => `-platform=${platform}`),
    ];
    const result = await runProcess(engine.program, args, {
      cwd: folder,
      env: engineEnvironment(env, folder),
      interrupt,
    });
    if (result.end === 0) return readFileSync(join(folder, LOCK_FILE), 'utf8');
    const words = redactor(env)(`${result.stderr}${result.error?.message ?? ''}`.trim().slice(-2000));
    throw new LockFileError(
      `${engine.name} found no hashes of the providers:\n${words}`,
      'Run this where the registry can be reached, or name a mirror with --mirror.',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A module that requires every provider of the stacks. */
function versionsText(stacks: readonly Stack[], engine: Engine): string {
  const required = new Map<string, { readonly version: string; readonly stack: string }>();
  for (const stack of stacks)
    for (const { address, version } of requiredProviders(stack, engine)) {
      const other = required.get(address);
      if (other !== undefined && other.version !== version)
        throw new LockFileError(
          `Stack \`${other.stack}\` requires ${address} ${other.version}, and stack \`${stack.name}\` ${version}.`,
          'A lock file has one version of a provider: let both stacks require the same.',
        );
      required.set(address, { version, stack: stack.name });
    }
  const providers = [...required].map(([source, { version }], index) => [
    `provider${index + 1}`,
    { source, ...(version !== '' && { version }) },
  ]);
  return `${JSON.stringify({ terraform: { required_providers: Object.fromEntries(providers) as object } }, null, 2)}\n`;
}
