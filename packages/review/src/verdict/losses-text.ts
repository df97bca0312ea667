import { counted, type EnvironmentPair, listed, type ReviewRuleInfo } from '@goldenpath/extension';
import type { Finding } from '../review';

/** Returns `loses 1 database in prod`: losses in production, losses without an environment, and whether there are more. */
export function lossesText(
  rules: readonly ReviewRuleInfo[],
  findings: readonly Finding[],
  environments: readonly EnvironmentPair[],
): string | undefined {
  const losing = rules.filter(({ loses }) => loses !== undefined);
  const losses = findings.filter(({ rule }) => losing.some(({ id }) => id === rule));
  if (losses.length === 0) return undefined;
  const production = environments.filter(({ isProduction }) => isProduction).map(({ name }) => name);
  const inProduction = losses.filter(({ environment }) => environment !== null && production.includes(environment));
  const nowhere = losses.filter(({ environment }) => environment === null);
  const elsewhere = losses.filter((loss) => !inProduction.includes(loss) && !nowhere.includes(loss));
  const hit = production.filter((name) => inProduction.some(({ environment }) => environment === name));
  const parts = [
    ...(inProduction.length === 0 ? [] : [`${nounsText(losing, inProduction)} in ${listed(hit)}`]),
    ...(nowhere.length === 0 ? [] : [nounsText(losing, nowhere)]),
  ];
  if (parts.length === 0) return `loses ${nounsText(losing, elsewhere)} outside production`;
  return `loses ${listed([...parts, ...(elsewhere.length === 0 ? [] : ['more outside production'])])}`;
}

function nounsText(losing: readonly ReviewRuleInfo[], losses: readonly Finding[]): string {
  const texts = losing.flatMap(({ id, loses }) => {
    const count = losses.filter(({ rule }) => rule === id).length;
    return count === 0 || loses === undefined ? [] : [counted(count, loses.one, loses.many)];
  });
  return listed(texts);
}
