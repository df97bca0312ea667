import {
  applyRules,
  type Diagnostic,
  type Registry,
  settingsEverywhere,
  type SourceDocument,
} from '@goldenpath/extension';
import { rulesOf } from '../rules/app-rules';
import { isBesideFaults } from '../rules/beside-faults';
import { textIsPortable } from '../rules/text';
import { validateApp } from '../schema/validate';
import { resolveApp } from '../settings/app';
import type { WrittenAppSpec } from '../types/app';
import type { AppSpec, Platform } from '../types/resolved';
import type { LoadedDocument } from './documents';

/** One application of a fleet: the written spec, its settings, and the positions of its values. */
export interface LoadedApp {
  readonly folder: string;
  readonly document: SourceDocument;
  /** Whether the spec is data (YAML) or code that was run (TypeScript). */
  readonly trust: 'data' | 'code';
  /** All files of the code that made the spec. @default it is data, or another run of the code can differ */
  readonly inputs?: readonly string[];
  readonly written: WrittenAppSpec;
  readonly spec: AppSpec;
  /** The YAML documents beside the spec that parts read, by path. @default none */
  readonly dataDocuments?: ReadonlyMap<string, SourceDocument>;
}

/**
 * Validates one application by its schema, and its valid part by the rules. The application is absent when it is malformed or the platform
 * is unknown.
 */
export function checkApp(
  { document, folder, trust, inputs, data }: LoadedDocument,
  platform: Platform | undefined,
  registry: Registry,
): { app?: LoadedApp; diagnostics: readonly Diagnostic[] } {
  const { diagnostics: refused, sound } = validateApp(document, registry);
  const malformed = [...refused, ...applyRules([textIsPortable], { document }), ...(data?.diagnostics ?? [])];
  if (platform === undefined || sound === undefined) return { diagnostics: malformed };
  const { written, faults } = sound;
  const spec = { ...resolveApp(written, platform, registry), ...dataOf(data) };
  const everywhere = settingsEverywhere(spec, platform);
  const reservedVariables = registry
    .partsOf(spec.kind)
    .flatMap((part) => part.reservedVariables?.(part.settingsOf(spec.general), everywhere) ?? []);
  const dataDocuments = data?.documents ?? new Map<string, SourceDocument>();
  const context = { document, folder, written, spec, platform, reservedVariables, dataDocuments };
  const found = applyRules(rulesOf(spec.kind, registry), context, (path, { reads }) =>
    isBesideFaults(path, faults, reads),
  );
  const diagnostics = [...malformed, ...found];
  return malformed.length > 0
    ? { diagnostics }
    : { app: { folder, document, trust, ...(inputs && { inputs }), written, spec, dataDocuments }, diagnostics };
}

function dataOf(data: LoadedDocument['data']): Pick<AppSpec, 'data'> {
  return data === undefined || Object.keys(data.values).length === 0 ? {} : { data: data.values };
}
