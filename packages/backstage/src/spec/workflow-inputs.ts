import type { FormValues } from '@goldenpath/fleet';

/** Returns the inputs of `create-rds-database.yml` for a form; empty if it asks for no database. */
export function workflowInputs(
  kind: string,
  values: FormValues,
  all: readonly string[],
): Readonly<Record<string, string>> {
  const { name, description, owner, environments = all, risk, database } = values;
  if (typeof database !== 'object' || database === null) return {};
  const { name: databaseName, username, size, instance } = database as FormValues;
  const inputs = {
    kind,
    component_id: name,
    databaseName,
    username,
    owner,
    environment: Array.isArray(environments) ? environments.join(',') : environments,
    size,
    instance,
    risk,
    description,
  };
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([input, value]) => (value === undefined ? [] : [[input, String(value)]])),
  );
}
