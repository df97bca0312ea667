import type { Finding, ResourceCounts } from '@goldenpath/review';

/** Joins the first items of a list and states how many more there are. */
export function firstOf(items: readonly string[], most: number, separator = ', '): string {
  const shown = items.slice(0, most).join(separator);
  return items.length > most ? `${shown} and ${(items.length - most).toLocaleString('en-US')} more` : shown;
}

/** Formats dollars with a sign: `+24.70 USD`. */
export function difference(amount: number): string {
  return `${amount < 0 ? '−' : '+'}${money(Math.abs(amount))}`;
}

/** Formats dollars with cents. */
export function money(amount: number): string {
  return `${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} USD`;
}

/** Returns the number of resources per action, losses first; `none` if there is no action. */
export function resourceWords({ create, update, replace, destroy }: ResourceCounts): string[] {
  const words = [
    ...(destroy > 0 ? [`${destroy.toLocaleString('en-US')} DESTROYED`] : []),
    ...(replace > 0 ? [`${replace.toLocaleString('en-US')} REPLACED`] : []),
    ...(update > 0 ? [`${update.toLocaleString('en-US')} updated`] : []),
    ...(create > 0 ? [`${create.toLocaleString('en-US')} created`] : []),
  ];
  return words.length === 0 ? ['none'] : words;
}

/** Sorts findings: blocking ones first, then accepted dangers, then the rest, each in the order of the review. */
export function byUrgency(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity, overridden }: Finding): number =>
    2 * ['danger', 'warning', 'info'].indexOf(severity) + (overridden === null ? 0 : 1);
  return [...findings].sort((one, other) => rank(one) - rank(other));
}
