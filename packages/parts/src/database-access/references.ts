import type { PartReference, SettingsIn } from '@goldenpath/extension';
import { hasReaderHost } from '../credentials/readers';
import { namesReaders } from '../credentials/templates';
import type { DatabaseAccessSettings } from './settings';

/** Returns the databases that the accesses are to. Their instances must exist before the secrets with their addresses. */
export function accessedDatabases(settings: DatabaseAccessSettings, own: string): PartReference[] {
  // A rule reports the database of the application itself.
  const others = Object.entries(settings).filter(([app]) => app !== own);
  return others.flatMap(([app, { variables }]) => {
    const reference = { app, part: 'database', noun: 'database', isNeededFirst: true };
    const ofReaders = Object.keys(variables).filter((name) => namesReaders(variables[name] ?? ''));
    return [
      { ...reference, path: ['databases', app] },
      ...ofReaders.map((name) => ({
        ...reference,
        path: ['databases', app, 'variables', name],
        lacks: (everywhere: readonly SettingsIn[]) => readersProblem(app, everywhere),
      })),
    ];
  });
}

/** A text asks for the address of readers, which only a database on an Aurora cluster has. */
function readersProblem(app: string, everywhere: readonly SettingsIn[]) {
  if (hasReaderHost(everywhere)) return undefined;
  return {
    message: `\`{readerhost}\` is the address of the readers of an Aurora cluster, and the database of "${app}" is on RDS everywhere.`,
    remedy: `Use \`{host}\`, or give ${app} a cluster: \`database.engine: aurora-postgresql\`.`,
  };
}
