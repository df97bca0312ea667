import type { AppSpec, Settings, WrittenSpec } from './app-spec';
import type { Path } from './diagnostic';
import type { Platform } from './platform';

/** What explains a fact: an application, in one environment or in general. */
export interface ExplainContext {
  readonly spec: AppSpec;
  readonly written: WrittenSpec;
  readonly platform: Platform;
  /** The platform file as written. */
  readonly writtenPlatform: unknown;
  readonly environment?: string;
  /** Position of the environment in the platform file; -1 when there is none. */
  readonly environmentIndex: number;
  readonly settings: Settings;
}

/** The source of a fact: a copied setting, a written value, or a default. */
export type Explanation =
  | { readonly of: 'setting'; readonly setting: Path; readonly because?: string }
  | { readonly of: 'spec'; readonly path: Path; readonly because?: string }
  | { readonly of: 'platform'; readonly path: Path; readonly because?: string }
  | { readonly of: 'default'; readonly because: string };

/** Returns the explanation of the fact at a path. */
export type Explain = (context: ExplainContext, path: Path) => Explanation;

/** Explanations by the path of the fact in its part, joined by dots; `*` stands for any one step. */
export type ExplanationTable = Readonly<Record<string, Explain>>;

/** The fact is a setting of the spec or, with `because`, derived from one. */
export function fromSetting(path: string, because?: string): Explain {
  return () => ({ of: 'setting', setting: path.split('.'), ...reason(because) });
}

/** The fact is a field of the spec or, with `because`, derived from one. */
export function fromSpec(path: string, because?: string): Explain {
  return () => ({ of: 'spec', path: path.split('.'), ...reason(because) });
}

/** The fact is a field of the platform file or, with `because`, derived from one. */
export function fromPlatform(path: string, because?: string): Explain {
  return () => ({ of: 'platform', path: path.split('.'), ...reason(because) });
}

/** The fact is a field of the environment's entry in the platform file or, with `because`, derived from one. */
export function fromEnvironment(path: string, because?: string): Explain {
  return ({ environmentIndex }) => ({
    of: 'platform',
    path: ['environments', environmentIndex, ...path.split('.')],
    ...reason(because),
  });
}

/** The fact is the same for every application. */
export function always(because: string): Explain {
  return () => ({ of: 'default', because });
}

function reason(because: string | undefined): { because?: string } {
  return because === undefined ? {} : { because };
}
