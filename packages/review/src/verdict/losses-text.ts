import type { ReviewRule } from '@goldenpath/model';
import type { EnvironmentPair } from '../fleet/fleet-change';
import type { Finding } from '../review';
import { counted, listed } from '../values/words';

/** What is lost, by the rule that tells of it. */
const NOUNS: readonly { readonly rule: ReviewRule; readonly one: string; readonly many: string }[] = [
  { rule: 'database-loss', one: 'database', many: 'databases' },
  { rule: 'secret-loss', one: 'secret', many: 'secrets' },
  { rule: 'storage-loss', one: 'set of volumes', many: 'sets of volumes' },
  { rule: 'repository-loss', one: 'repository', many: 'repositories' },
  { rule: 'registry-loss', one: 'registry', many: 'registries' },
];

/** `loses 1 database in prod`: what production loses, what belongs to no environment, and whether there is more. */
export function lossesText(findings: readonly Finding[], environments: readonly EnvironmentPair[]): string | undefined {
  const losses = findings.filter(({ rule }) => NOUNS.some((noun) => noun.rule === rule));
  if (losses.length === 0) return undefined;
  const production = environments.filter(({ isProduction }) => isProduction).map(({ name }) => name);
  const inProduction = losses.filter(({ environment }) => environment !== null && production.includes(environment));
  const nowhere = losses.filter(({ environment }) => environment === null);
  const elsewhere = losses.filter((loss) => !inProduction.includes(loss) && !nowhere.includes(loss));
  const hit = production.filter((name) => inProduction.some(({ environment }) => environment === name));
  const parts = [
    ...(inProduction.length === 0 ? [] : [`${nounsText(inProduction)} in ${listed(hit)}`]),
    ...(nowhere.length === 0 ? [] : [nounsText(nowhere)]),
  ];
  if (parts.length === 0) return `loses ${nounsText(elsewhere)} outside production`;
  return `loses ${listed([...parts, ...(elsewhere.length === 0 ? [] : ['more outside production'])])}`;
}

function nounsText(losses: readonly Finding[]): string {
  const texts = NOUNS.flatMap(({ rule, one, many }) => {
    const count = losses.filter((loss) => loss.rule === rule).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  return listed(texts);
}
