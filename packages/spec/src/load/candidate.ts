import { parseYaml } from '../document/yaml-document';
import type { Diagnostic } from '@goldenpath/extension';
import { checkApp, type LoadedApp } from './app';
import { checkUses, type LoadedFleet } from './fleet';
import { sortDiagnostics } from './order';

/** A spec in YAML that is not written yet. */
export interface CandidateSpec {
  /** The folder it would be in, which is its name. */
  readonly folder: string;
  /** What it is called in errors. */
  readonly file: string;
  readonly text: string;
}

/**
 * Checks a spec as if it were in the fleet: by itself, and what it uses. Mistakes that the fleet already has are not reported.
 *
 * @returns the application as well, where it is well-formed.
 */
export function checkCandidate(
  { folder, file, text }: CandidateSpec,
  fleet: LoadedFleet,
): { app?: LoadedApp; diagnostics: readonly Diagnostic[] } {
  const document = parseYaml(file, text);
  if ('diagnostic' in document) return { diagnostics: [document.diagnostic] };
  const { app, diagnostics } = checkApp({ folder, document, trust: 'data' }, fleet.platform, fleet.registry);
  if (app === undefined) return { diagnostics: sortDiagnostics(diagnostics) };
  const uses = checkUses([app], { ...fleet, apps: [...fleet.apps, app] });
  return { app, diagnostics: sortDiagnostics([...diagnostics, ...uses]) };
}
