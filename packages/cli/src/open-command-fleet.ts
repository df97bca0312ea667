import { UserError } from '@goldenpath/errors';
import { type AccountOwner, type Fleet, openFleet, type FleetOptions } from '@goldenpath/fleet';
import type { CommandContext, FleetFlags } from './command';

/** Options that a command can add. */
export type CommandFleetOptions = Pick<FleetOptions, 'signal' | 'insist' | 'runCode' | 'onProgress'>;

/** Opens the fleet that the flags select. */
export function openCommandFleet(
  { apps, platform, dataOnly, snapshot, snapshotDigest }: FleetFlags,
  { cwd, env, stderr }: CommandContext,
  options: CommandFleetOptions = {},
): Fleet {
  if (snapshotDigest !== undefined && snapshot === undefined)
    throw new UserError('`--snapshot-digest` is the digest of no snapshot.', 'Pass `--snapshot` as well.');
  const fleet = openFleet({
    ...options,
    cwd,
    env,
    node: process.execPath,
    ...(platform !== undefined && { platformFile: platform }),
    ...(apps !== undefined && { appsFolder: apps }),
    ...(dataOnly !== undefined && { dataOnly }),
    ...(snapshot !== undefined && {
      snapshot: { file: snapshot, ...(snapshotDigest !== undefined && { digest: snapshotDigest }) },
    }),
    onProgress: (progress) => {
      options.onProgress?.(progress);
      if (progress.kind === 'engine-download')
        stderr(`Downloading ${progress.what}: found no Terraform or OpenTofu…\n`);
      if (progress.kind === 'code-output') stderr(progress.text);
      if (progress.kind === 'simulated-account-emptied') stderr(accountEmptiedText(progress.before));
    },
  });
  closeAtExit(fleet);
  return fleet;
}

const opened = new Set<Fleet>();

/** The code of a spec does not outlive the command, however the command ends. */
function closeAtExit(fleet: Fleet): void {
  if (opened.size === 0) process.once('exit', () => opened.forEach(({ close }) => close()));
  opened.add(fleet);
}

function accountEmptiedText({ organisation, accountId, region }: AccountOwner): string {
  const where = region === undefined ? '' : ` in ${region}`;
  return `The simulated account belonged to ${organisation} (AWS ${accountId}${where}), which differs from the platform file. Started with an empty account.\n`;
}
