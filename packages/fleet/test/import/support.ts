import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  type ImportedApp,
  type ImportOptions,
  type ImportResult,
  InvalidFleetError,
  openFleet,
} from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { load } from 'js-yaml';

/** A fleet and a source beside it. */
export interface ImportFolder extends FleetFolder {
  /** Writes a file of the source. */
  readonly write: (file: string, text: string) => void;
  readonly import: (options: Partial<ImportOptions> & { readonly path: string }) => Promise<ImportResult>;
  /** Imports and expects that nothing is written, and returns the error. */
  readonly refused: (options: Partial<ImportOptions> & { readonly path: string }) => Promise<string>;
}

export function importFolder(): ImportFolder {
  const folder = fleetFolder();
  const write = (file: string, text: string) => {
    const target = path.join(folder.root, 'source', file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  const run = (options: Partial<ImportOptions> & { readonly path: string }) =>
    openFleet({ cwd: folder.root, env: process.env }).importApps({
      owner: 'app-team',
      ...options,
      path: `source/${options.path}`,
    });
  return {
    ...folder,
    write,
    import: run,
    refused: async (options) => {
      const before = folder.tree();
      const error: unknown = await run(options).then(
        () => new Error('It was imported.'),
        (reason: unknown) => reason,
      );
      expect(folder.tree()).toEqual(before);
      if (error instanceof InvalidFleetError)
        return error.diagnostics.map(({ rule, location }) => `${rule} ${location?.file}:${location?.line}`).join('\n');
      return (error as Error).message;
    },
  };
}

/** The spec of an application that was imported, without what every spec has. */
export function fieldsOf({ apps }: ImportResult, name: string): Record<string, unknown> {
  const app = appNamed({ apps }, name);
  const { name: _, description: __, owner: ___, ...fields } = load(app.text) as Record<string, unknown>;
  return fields;
}

export function appNamed({ apps }: Pick<ImportResult, 'apps'>, name: string): ImportedApp {
  const found = apps.find((app) => app.name === name);
  if (found === undefined) throw new Error(`There is no ${name} among ${apps.map((app) => app.name).join(', ')}.`);
  return found;
}

/** What was left out: its line and field, such as `12 environment.REGION`. */
export function leftOutOf({ leftOut }: Pick<ImportedApp, 'leftOut'>): string[] {
  return leftOut.map(({ line, object, field }) => `${line} ${field === '' ? object : field}`);
}
