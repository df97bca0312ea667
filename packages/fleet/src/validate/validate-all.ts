import { summaryOf } from '@goldenpath/model';
import { platformNotes } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';
import { todosOf } from '../synth/summary';
import type { ValidatedFleet } from './validate';

/** Validates a fleet by reading all of it. */
export async function validateAll(context: FleetContext, only: readonly string[]): Promise<ValidatedFleet> {
  const { loaded, facts, registry } = await loadValidFleet(context, only);
  const apps = loaded.apps.filter(({ spec }) => only.length === 0 || only.includes(spec.name));
  const selected = new Set(apps.map(({ spec }) => spec.name));
  const summaries = facts.apps
    .filter(({ name }) => selected.has(name))
    .flatMap(({ kind, environments }) => environments.map((each) => summaryOf(each, kind, registry)));
  return {
    environments: facts.platform.environments.map(({ name }) => name),
    notes: [...platformNotes(loaded.platformDocument), ...todosOf(summaries)],
    apps: apps.map(({ spec: { name, kind }, document, trust }) => ({ name, kind, file: document.file, trust })),
  };
}
