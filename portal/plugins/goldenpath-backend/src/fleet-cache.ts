import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RootConfigService, UrlReaderService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';

/** The files of the fleet, read again when the repository has a new commit. */
export interface FleetCache {
  readonly url: string;
  readonly runsCode: boolean;
  /** Returns the folder with the platform file. */
  readonly folder: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** How long the files are used without asking for a new commit. */
const FRESH_MS = 30_000;

export function fleetCache(config: RootConfigService, reader: UrlReaderService): FleetCache {
  const url = config.getString('goldenpath.fleet.url');
  const directory = config.getOptionalString('goldenpath.fleet.directory');
  const root = mkdtemp(path.join(tmpdir(), 'goldenpath-fleet-'));
  let current: { readonly folder: string; readonly etag: string; readonly at: number } | undefined;
  let previous: string | undefined;
  let reading: Promise<string> | undefined;

  async function read(): Promise<string> {
    if (current !== undefined && Date.now() - current.at < FRESH_MS) return current.folder;
    try {
      const tree = await reader.readTree(url, current === undefined ? {} : { etag: current.etag });
      const folder = path.join(await root, tree.etag.replaceAll(/\W/g, ''));
      await mkdir(folder, { recursive: true });
      await tree.dir({ targetDir: folder });
      // The files before these may still be read; those before them are not.
      if (previous !== undefined && previous !== folder) await rm(previous, { recursive: true, force: true });
      previous = current?.folder;
      current = { folder, etag: tree.etag, at: Date.now() };
    } catch (error) {
      if (current === undefined || !(error instanceof Error) || error.name !== 'NotModifiedError')
        throw unreadable(error);
      current = { ...current, at: Date.now() };
    }
    return current.folder;
  }

  return {
    url,
    runsCode: config.getOptionalBoolean('goldenpath.fleet.runsCode') ?? false,
    folder: () => {
      if (directory !== undefined) return Promise.resolve(path.resolve(directory));
      // One read at a time: several cards may be shown at once.
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    remove: async () => rm(await root, { recursive: true, force: true }),
  };
}

function unreadable(error: unknown): Error {
  const said = error instanceof Error ? error.message : String(error);
  return new ServiceUnavailableError(
    `The repository of the fleet cannot be read: ${said} Check \`goldenpath.fleet.url\` and \`integrations\` in the configuration of Backstage.`,
    error,
  );
}
