import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FleetOptions, openFleet } from '@goldenpath/fleet';
import { explained } from '../spec/explained';

/** The catalog entry of a repository. */
export const CATALOG_INFO = 'catalog-info.yaml';

export interface RenderOptions {
  readonly fleet: Pick<FleetOptions, 'dataOnly' | 'env' | 'signal'> & {
    /** The folder with the platform file, absolute. */
    readonly folder: string;
  };
  readonly app: string;
  /** The folder for the files of the repository, absolute. */
  readonly out: string;
  /** Leave the catalog entry out of the folder: an own commit adds it. @default false */
  readonly withoutCatalogInfo?: boolean;
}

/** The repository of an application, before it is published. */
export interface RenderedRepository {
  /** The organisation on GitHub that owns the repository, and its name. */
  readonly owner: string;
  readonly repo: string;
  readonly description: string;
  readonly topics: readonly string[];
  /** The text of `catalog-info.yaml`; empty if the application has no entry. */
  readonly catalogInfo: string;
  /** Paths in the repository, sorted. */
  readonly files: readonly string[];
}

/**
 * Writes the repository of an application, as `goldenpath scaffold` does.
 *
 * @throws UserError where the application has no repository, or the fleet is invalid.
 */
export async function renderRepository(options: RenderOptions): Promise<RenderedRepository> {
  const { fleet: at, app, out, withoutCatalogInfo = false } = options;
  const { folder, ...rest } = at;
  const fleet = openFleet({ ...rest, cwd: folder });
  try {
    return await explained(async () => {
      const { files } = await fleet.scaffold(app, { out });
      const facts = new Map((await fleet.explain(app)).map(({ fact, value }) => [fact, value]));
      const catalogInfo = textOf(path.join(out, CATALOG_INFO));
      if (withoutCatalogInfo) fs.rmSync(path.join(out, CATALOG_INFO), { force: true });
      const { organisation } = await fleet.forms();
      return {
        owner: organisation,
        repo: app,
        description: String(facts.get('description') ?? ''),
        topics: listOf(facts.get('repository.topics')),
        catalogInfo,
        files: files.map((file) => file.path).sort(),
      };
    });
  } finally {
    fleet.close();
  }
}

/** Reads a file that was just written; empty if there is none. */
function textOf(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
