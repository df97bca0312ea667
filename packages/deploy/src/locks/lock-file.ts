import { readFileSync } from 'node:fs';
import { LockFileError } from '../errors';
import type { Engine } from '../engine/engine';
import type { Stack } from '../stacks/stack';

/** The name of a lock file, beside a stack and beside the platform file. */
export const LOCK_FILE = '.terraform.lock.hcl';

/** A provider that a stack requires. */
export interface RequiredProvider {
  /** The address in a lock file, such as `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  /** Such as `6.71.0` or `~> 3.6`. Empty where any version will do. */
  readonly version: string;
}

/** The provider blocks of a lock file by address. */
export type ProviderLocks = ReadonlyMap<string, { readonly version: string; readonly block: string }>;

const REMEDY = 'Run `goldenpath lock` where the registry can be reached, and commit the file.';
const BLOCK = /^provider "([a-z0-9./_-]+)" \{\n(?:.*\n)*?\}\n/gm;
const EXACT = /^=?\s*([0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]*)$/;

/**
 * Reads the text of a lock file.
 *
 * @param file - Its path, for messages.
 * @throws LockFileError where it has anything but provider blocks with a version and hashes.
 */
export function parseLockFile(text: string, file: string): ProviderLocks {
  const content = text.replaceAll('\r\n', '\n').replace(/\n*$/, '\n');
  const locks = new Map<string, { readonly version: string; readonly block: string }>();
  for (const [block, address = ''] of content.matchAll(BLOCK)) {
    const version = /^\s*version\s*=\s*"([^"]+)"$/m.exec(block)?.[1];
    if (version === undefined || !/"(?:h1|zh):/.test(block))
      throw new LockFileError(`${file} has no version or no hashes of ${address}.`, REMEDY);
    locks.set(address, { version, block });
  }
  const rest = content.replaceAll(BLOCK, '').replaceAll(/^#.*$/gm, '').trim();
  if (rest === '' && locks.size > 0) return locks;
  const [first = ''] = rest.split('\n');
  throw new LockFileError(
    rest === '' ? `${file} locks no provider.` : `${file} is not a lock file of Terraform: \`${first.slice(0, 60)}\`.`,
    REMEDY,
  );
}

/** Returns the providers that a stack requires, sorted by address. */
export function requiredProviders({ file }: Stack, { name }: Pick<Engine, 'name'>): RequiredProvider[] {
  const { terraform = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly terraform?: {
      readonly required_providers?: Readonly<Record<string, { readonly source?: string; readonly version?: string }>>;
    };
  };
  return Object.entries(terraform.required_providers ?? {})
    .map(([local, { source = local, version = '' }]) => ({ address: addressOf(source, name), version }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** Each engine has a registry of its own. */
const REGISTRIES: Readonly<Record<Engine['name'], string>> = {
  Terraform: 'registry.terraform.io',
  OpenTofu: 'registry.opentofu.org',
};

function addressOf(source: string, engine: Engine['name']): string {
  const parts = source.split('/');
  if (parts.length === 1) return `${REGISTRIES[engine]}/hashicorp/${source}`;
  return parts.length === 2 ? `${REGISTRIES[engine]}/${source}` : source;
}

/**
 * Returns the lock file of a stack: the blocks of its providers.
 *
 * @param file - The path of the lock file, for messages.
 * @throws LockFileError where a provider is not locked, or is locked in another version than the stack requires.
 */
export function stackLock(
  stack: Stack,
  engine: Pick<Engine, 'name'>,
  { file, locks }: { readonly file: string; readonly locks: ProviderLocks },
): string {
  const blocks = requiredProviders(stack, engine).map(({ address, version }) => {
    const locked = locks.get(address);
    if (locked === undefined)
      throw new LockFileError(`${file} has no hashes of ${address}, which stack \`${stack.name}\` requires.`, REMEDY);
    const exact = EXACT.exec(version)?.[1];
    if (exact !== undefined && exact !== locked.version)
      throw new LockFileError(
        `${file} locks ${address} in version ${locked.version}, and stack \`${stack.name}\` requires ${exact}.`,
        REMEDY,
      );
    return locked.block;
  });
  return `# From ${LOCK_FILE} beside the platform file.\n\n${blocks.join('\n')}`;
}
