import type { FormValues, KindForm } from '@goldenpath/fleet';

/**
 * Returns the values of a form with names in place of references to entities, as the pickers of Backstage give them:
 * `group:default/app-team` becomes `app-team`. A reference into another namespace stays, so that the validation refuses it.
 */
export function plainValues(values: FormValues, { fields }: KindForm): FormValues {
  const choicesOf = (name: string) => fields.find(({ path }) => path.length === 1 && path[0] === name)?.choices;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const choices = choicesOf(name);
      if (choices === 'teams') return [name, nameOf(value, 'group')];
      if (choices !== 'applications' || !Array.isArray(value)) return [name, value];
      return [name, value.map((one: unknown) => nameOf(one, 'component'))];
    }),
  );
}

function nameOf(reference: unknown, kind: string): unknown {
  if (typeof reference !== 'string') return reference;
  const [, name] = new RegExp(`^(?:${kind}:)?(?:default/)?([^/:]+)$`, 'i').exec(reference) ?? [];
  return name ?? reference;
}
