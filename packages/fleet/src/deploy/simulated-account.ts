import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeFolders, writeFileAtomically } from '@goldenpath/output';
import type { FleetFacts } from '@goldenpath/model';

/** The owner of a simulated cloud's account. */
export interface AccountOwner {
  readonly organisation: string;
  /** The AWS account id. */
  readonly accountId: string;
  /** `undefined` where an older version made the account. */
  readonly region?: string;
}

/** The account, the states and Terraform's working folders. Derived schemas are kept: they do not depend on the account. */
const CONTENTS = /^(states|stacks|account(-[0-9]{12})?)$/;

/** Returns the file that contains the account of a simulated cloud. */
export function accountFile(folder: string): string {
  return path.join(folder, 'account');
}

/**
 * Empties a simulated cloud whose account belongs to another organisation, AWS account or region than the platform file names, and
 * returns the owner that it had. Its states would make Terraform move everything from one to the other, which nothing can.
 *
 * @returns `undefined` when the account belongs to the platform or is new.
 */
export async function claimAccount(
  folder: string,
  { organisation, aws: { accountId, region } }: FleetFacts['platform'],
): Promise<AccountOwner | undefined> {
  const { withLock } = await import('@goldenpath/simulator');
  makeFolders(folder);
  return withLock(accountFile(folder), () => {
    const before = readOwner(folder);
    const isSame = before?.organisation === organisation && before.accountId === accountId;
    if (isSame && before.region === region) return undefined;
    const isKept = before === undefined || (isSame && before.region === undefined);
    if (!isKept) removeContents(folder);
    writeFileAtomically(ownerFile(folder), `${JSON.stringify({ organisation, accountId, region }, null, 2)}\n`);
    return isKept ? undefined : before;
  });
}

/** Empties a simulated cloud. Returns whether it existed. */
export async function emptyAccount(folder: string): Promise<boolean> {
  if (!fs.existsSync(accountFile(folder)) && !fs.existsSync(ownerFile(folder))) return false;
  const { withLock } = await import('@goldenpath/simulator');
  withLock(accountFile(folder), () => {
    removeContents(folder);
    fs.rmSync(ownerFile(folder), { force: true });
  });
  return true;
}

function removeContents(folder: string): void {
  for (const name of fs.readdirSync(folder).filter((each) => CONTENTS.test(each)))
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}

function ownerFile(folder: string): string {
  return path.join(folder, 'owner.json');
}

/** An account without a readable owner was written by an older version, and counts as the platform's. */
function readOwner(folder: string): AccountOwner | undefined {
  try {
    const { organisation, accountId, region } = JSON.parse(
      fs.readFileSync(ownerFile(folder), 'utf8'),
    ) as Partial<AccountOwner>;
    if (organisation === undefined || accountId === undefined) return undefined;
    return { organisation, accountId, ...(region !== undefined && { region }) };
  } catch {
    return undefined;
  }
}
