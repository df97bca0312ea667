import { type Acceptance, acceptanceOf } from '@goldenpath/extension';
import { printable, RepositoryError } from '@goldenpath/git';
import type { Holdings } from './published-app';

/** Data that a publication would delete for good. */
export interface Loss {
  readonly app: string;
  readonly environment: string;
  /** The rule that reports it, such as `storage-loss`. */
  readonly rule: string;
}

/** What an application had when it was last published, and no longer has. */
export function lossesOf(app: string, before: Holdings, after: Holdings): Loss[] {
  return [...before].flatMap(([rule, environments]) =>
    environments
      .filter((environment) => after.get(rule)?.includes(environment) !== true)
      .map((environment) => ({ app, environment, rule })),
  );
}

/** The losses that no `accept` covers. */
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
      `Nothing was published, because this would give up ${listed(what)}.`,
      `Where that is meant, say so in the platform file, and run this again:\n\n${acceptYaml(losses, environments)}`,
    );
  }
}

/** `storage` for `storage-loss`: the list of an earlier publication may name a rule of a part that is gone. */
function thingOf(rule: string): string {
  return rule.replace(/-loss$/, '');
}

/** The YAML that accepts losses, for the platform file. */
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
      '    reason: "why this is right, for whoever reads it later"',
    ].join('\n');
  });
  return `accept:\n${items.join('\n')}\n`;
}

/** Names come from the repository, so they are not trusted. */
function plain(name: string): string {
  return /^[a-z0-9-]+$/.test(name) ? name : JSON.stringify(printable(name));
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
