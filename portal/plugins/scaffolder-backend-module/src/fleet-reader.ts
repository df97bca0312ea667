import path from 'node:path';
import type { RootConfigService, UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { copyFleet } from '@goldenpath/backstage';

/** Where the fleet is, from `goldenpath.fleet` in the configuration. */
export interface FleetReader {
  /** The repository, as actions name it: `github.com?owner=acme&repo=platform`. */
  readonly repoUrl: string;
  /** The host of the repositories: `github.com`. */
  readonly host: string;
  /** The address of the host: `https://github.com`. */
  readonly origin: string;
  /** The page of the repository. */
  readonly page: string;
  /** The branch that pull requests go to. */
  readonly branch: string;
  /** Whether specs in TypeScript and extensions may run in the backend. */
  readonly runsCode: boolean;
  /** Writes the files of the fleet as they are now into an empty folder. */
  readonly read: (folder: string, signal?: AbortSignal) => Promise<void>;
}

/**
 * Reads where the fleet is.
 *
 * @throws Error when the configuration has no address of the repository.
 */
export function fleetReader(config: RootConfigService, reader: UrlReaderService): FleetReader {
  const url = config.getString('goldenpath.fleet.url');
  const directory = config.getOptionalString('goldenpath.fleet.directory');
  const location = repositoryOf(url);
  return {
    ...location,
    runsCode: config.getOptionalBoolean('goldenpath.fleet.runsCode') ?? false,
    read: async (folder, signal) => {
      if (directory !== undefined) copyFleet(path.resolve(directory), folder);
      else await readTree(reader, url, folder, signal);
    },
  };
}

/** Takes the address of a repository and its branch: `https://github.com/acme/platform/tree/main`. */
function repositoryOf(url: string): Pick<FleetReader, 'repoUrl' | 'host' | 'origin' | 'page' | 'branch'> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const [, owner = '', repo = '', branch = ''] =
    /^\/([^/]+)\/([^/]+)\/tree\/(.+?)\/?$/.exec(parsed?.pathname ?? '') ?? [];
  if (parsed === undefined || branch === '')
    throw new Error(
      'goldenpath.fleet.url is not the address of a repository with its branch, such as https://github.com/acme/platform/tree/main.',
    );
  const { host, origin } = parsed;
  return { host, origin, repoUrl: `${host}?owner=${owner}&repo=${repo}`, page: `${origin}/${owner}/${repo}`, branch };
}

async function readTree(reader: UrlReaderService, url: string, folder: string, signal?: AbortSignal): Promise<void> {
  try {
    const tree = await reader.readTree(url, signal === undefined ? {} : { signal });
    await tree.dir({ targetDir: folder });
  } catch (error) {
    signal?.throwIfAborted();
    const said = error instanceof Error ? error.message : String(error);
    throw new InputError(
      `The repository of the fleet cannot be read: ${said} Check \`goldenpath.fleet.url\` and \`integrations\` in the configuration of Backstage.`,
      error,
    );
  }
}
