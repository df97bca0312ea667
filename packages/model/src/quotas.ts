import type { Quota } from '@goldenpath/extension';

/** Returns what several teams can use together. */
export function sumOfQuotas(quotas: readonly Quota[]): Quota {
  const sum = (amount: (quota: Quota) => number) => quotas.reduce((total, quota) => total + amount(quota), 0);
  return {
    pods: sum(({ pods }) => pods),
    cpu: sum(({ cpu }) => cpu),
    memory: amountOf(sum(({ memory }) => mebibytes(memory))),
    volumes: sum(({ volumes }) => volumes),
    storage: amountOf(sum(({ storage }) => mebibytes(storage))),
  };
}

function mebibytes(amount: string): number {
  return Number.parseInt(amount, 10) * (amount.endsWith('Gi') ? 1024 : 1);
}

function amountOf(mebi: number): string {
  return mebi % 1024 === 0 ? `${mebi / 1024}Gi` : `${mebi}Mi`;
}
