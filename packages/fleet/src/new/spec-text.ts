import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '@goldenpath/extension';
import { yamlText } from '@goldenpath/files';
import type { LoadedFleet } from '@goldenpath/spec';
import { type Candidate, withField } from './candidate';
import { leaves, withDraftOverrides } from './draft-overrides';
import { allFields, type Field } from './fields';

type Joined = Pick<LoadedFleet, 'platform' | 'registry'>;

/**
 * Returns the text of `app.yaml`: fields in the order of the reference, without lists and switches that have their default value.
 *
 * @param schema - The schema for editors, relative to the file. If undefined, the text has no such line.
 */
export function specText(candidate: Candidate, fleet: Joined, schema?: string): string {
  const comment = schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`;
  const fields = allFields(fleet.registry);
  const written = withDraftOverrides(withoutDefaults(candidate, fields, fleet), fleet);
  return comment + yamlText(inOrder(written, fields));
}

function withoutDefaults(candidate: Candidate, fields: readonly Field[], { platform }: Joined): Candidate {
  const all = platform.environments.map(({ name }) => name);
  const isDefault = (name: string, value: unknown) => {
    if (name === 'environments')
      return Array.isArray(value) && value.length === all.length && all.every((each) => value.includes(each));
    const field = fields.find(({ path }) => path.length === 1 && path[0] === name);
    if (field === undefined || field.isRequired) return false;
    const { type, default: usual } = field.schema;
    return (type === 'boolean' || type === 'array') && isDeepStrictEqual(usual, value);
  };
  return Object.fromEntries(Object.entries(candidate).filter(([name, value]) => !isDefault(name, value)));
}

/** Orders fields: questions first, then `--set` fields, then overrides. */
function inOrder({ overrides, ...candidate }: Candidate, fields: readonly Field[]): Candidate {
  const asked = fields.reduce<Candidate>((sorted, { path }) => {
    const value = valueAt(candidate, path);
    return value === undefined ? sorted : withField(sorted, path, value);
  }, {});
  const whole = leaves(candidate).reduce<Candidate>(
    (sorted, [path, value]) => (valueAt(sorted, path) === undefined ? withField(sorted, path, value) : sorted),
    asked,
  );
  return overrides === undefined ? whole : { ...whole, overrides };
}
