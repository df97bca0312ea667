import type { Path } from '@goldenpath/spec';
import type { Place } from './place';

/** What a fact is made of: a setting copied as it is, something written, or nothing but a default. */
export type Explanation =
  | { readonly of: 'setting'; readonly setting: Path; readonly because?: string }
  | { readonly of: 'spec'; readonly path: Path; readonly because?: string }
  | { readonly of: 'platform'; readonly path: Path; readonly because?: string }
  | { readonly of: 'default'; readonly because: string };

/** Explains the fact at a path. */
export type Explain = (place: Place, path: Path) => Explanation;

/** Explanations by where a fact stands, its steps joined by dots; `*` stands for any one step. */
export type ExplanationTable = Readonly<Record<string, Explain>>;

/** The fact is a setting of the spec; with `because`, it is made of one. */
export function setting(path: string, because?: string): Explain {
  return () => ({ of: 'setting', setting: path.split('.'), ...reason(because) });
}

/** The fact is a field of the spec or, with `because`, made of one. */
export function spec(path: string, because?: string): Explain {
  return () => ({ of: 'spec', path: path.split('.'), ...reason(because) });
}

/** The fact is a field of the platform file or, with `because`, made of one. */
export function platform(path: string, because?: string): Explain {
  return () => ({ of: 'platform', path: path.split('.'), ...reason(because) });
}

/** The fact is a field of the platform file's entry for the environment or, with `because`, made of one. */
export function environment(path: string, because?: string): Explain {
  return ({ environmentIndex }) => ({
    of: 'platform',
    path: ['environments', environmentIndex, ...path.split('.')],
    ...reason(because),
  });
}

/** The fact is the same for everybody. */
export function always(because: string): Explain {
  return () => ({ of: 'default', because });
}

function reason(because: string | undefined): { because?: string } {
  return because === undefined ? {} : { because };
}
