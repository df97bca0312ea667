import { type Acceptance, acceptanceOf } from '@goldenpath/extension';
import { printable, RepositoryError } from '@goldenpath/git';
import type { Holdings } from './published-app';

/** Data that a publication would delete permanently. */
export interface Loss {
  readonly app: string;
  readonly environment: string;
  /** The rule that reports it, such as `storage-loss`. */
  readonly rule: string;
}

/** Returns what an application had when it was last published and no longer has. */
export function lossesOf(app: string, before: Holdings, after: Holdings): Loss[] {
  return [...before].flatMap(([rule, environments]) =>
    environments
      .filter((environment) => after.get(rule)?.includes(environment) !== true)
      .map((environment) => ({ app, environment, rule })),
  );
}

/** Returns the losses that no `accept` covers. */
export function unaccepted(losses: readonly Loss[], accept: readonly Acceptance[]): Loss[] {
  return losses.filter(({ rule, app, environment }) => acceptanceOf(accept, rule, { app, environment }) === undefined);
}

/** A publication would delete storage or a database, and no `accept` covers it. */
export class UnacceptedLossError extends RepositoryError {
  /** @param environments - The environments of the platform. An `accept` may name no others. */
  constructor(
    readonly losses: readonly Loss[],
    environments: readonly string[],
  ) {
    const what = losses.map(
      ({ app, environment, rule }) => `the ${thingOf(rule)} of ${plain(app)} in ${plain(environment)}`,
    );
    super(
      'content',
      `Nothing was published, because this would delete ${listed(what)}.`,
      `If that is intended, accept it in the platform file, then run this again:\n\n${acceptYaml(losses, environments)}`,
    );
  }
}

/** Returns `storage` for `storage-loss`. An earlier list can name a rule of a part that no longer exists. */
function thingOf(rule: string): string {
  return rule.replace(/-loss$/, '');
}

/** Returns the YAML that accepts the losses, for the platform file. */
function acceptYaml(losses: readonly Loss[], known: readonly string[]): string {
  const groups = new Map<string, Loss[]>();
  for (const loss of losses) {
    const key = `${loss.rule} ${loss.app}`;
    groups.set(key, [...(groups.get(key) ?? []), loss]);
  }
  const items = [...groups.values()].map((group) => {
    const [{ rule, app } = { rule: '', app: '' }] = group;
    const environments = group.map(({ environment }) => environment);
    const isLimited = environments.every((environment) => known.includes(environment));
    return [
      `  - rule: ${rule}`,
      `    apps: [${plain(app)}]`,
      ...(isLimited ? [`    environments: [${environments.join(', ')}]`] : []),
      '    reason: "why the loss is acceptable"',
    ].join('\n');
  });
  return `accept:\n${items.join('\n')}\n`;
}

/** Names come from the repository and are not trusted. */
function plain(name: string): string {
  return /^[a-z0-9-]+$/.test(name) ? name : JSON.stringify(printable(name));
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
