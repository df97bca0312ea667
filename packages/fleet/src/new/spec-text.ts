import { yamlText } from '@goldenpath/files';
import type { Platform } from '@goldenpath/spec';
import { answerOf, type Candidate, withField } from './candidate';
import { FIELDS } from './fields';
import { fitEnvironments } from './fit-environments';

/**
 * The text of `app.yaml`: fields in the order of the reference, without what is the default and tells nothing.
 *
 * @param schema - What the editor checks the file with, relative to it; no such line where it is undefined.
 */
export function specText(candidate: Candidate, platform: Platform, schema?: string): string {
  const comment = schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`;
  return comment + yamlText(inOrder(fitEnvironments(withoutDefaults(candidate, platform), platform)));
}

function withoutDefaults(candidate: Candidate, platform: Platform): Candidate {
  const all = platform.environments.map(({ name }) => name);
  const isDefault: Readonly<Record<string, (value: unknown) => boolean>> = {
    environments: (value) =>
      Array.isArray(value) && value.length === all.length && all.every((name) => value.includes(name)),
    ingress: (value) => value === true,
    uses: (value) => Array.isArray(value) && value.length === 0,
  };
  return Object.fromEntries(Object.entries(candidate).filter(([field, value]) => isDefault[field]?.(value) !== true));
}

function inOrder(candidate: Candidate): Candidate {
  const ordered = FIELDS.reduce<Candidate>((sorted, { path }) => {
    const value = answerOf(candidate, path);
    return value === undefined ? sorted : withField(sorted, path, value);
  }, {});
  const { overrides, ...rest } = candidate;
  return { ...ordered, ...withoutKeys(rest, ordered), ...(overrides !== undefined && { overrides }) };
}

/** The fields that have no place of their own in the order: they follow the others. */
function withoutKeys(candidate: Candidate, ordered: Candidate): Candidate {
  return Object.fromEntries(Object.entries(candidate).filter(([field]) => !Object.hasOwn(ordered, field)));
}
