import { parseYaml } from '../document/yaml-document';
import type { Diagnostic } from '@goldenpath/extension';
import { checkApp, type LoadedApp } from './app';
import { checkUses, type LoadedFleet } from './fleet';
import { sortDiagnostics } from './order';

/** A YAML spec that is not written yet. */
export interface CandidateSpec {
  /** The name of its folder. */
  readonly folder: string;
  /** Its name in errors. */
  readonly file: string;
  readonly text: string;
}

/**
 * Validates a spec as if it were in the fleet: by itself, and its use of others. Existing errors of the fleet are not reported.
 *
 * @returns The application as well, if it is well-formed.
 */
export function checkCandidate(
  { folder, file, text }: CandidateSpec,
  fleet: LoadedFleet,
): { app?: LoadedApp; diagnostics: readonly Diagnostic[] } {
  const document = parseYaml(file, text);
  if ('diagnostic' in document) return { diagnostics: [document.diagnostic] };
  const { app, diagnostics } = checkApp({ folder, document, trust: 'data' }, fleet.platform, fleet.registry);
  if (app === undefined) return { diagnostics: sortDiagnostics(diagnostics) };
  const uses = checkUses([app], { ...fleet, apps: [...fleet.apps, app], environments: fleet.platform.environments });
  return { app, diagnostics: sortDiagnostics([...diagnostics, ...uses]) };
}
