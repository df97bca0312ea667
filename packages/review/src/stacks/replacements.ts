import type { Registry } from '@goldenpath/extension';

/** Attributes that force a replacement, by resource type. */
export type Replacements = ReadonlyMap<string, ReadonlySet<string>>;

/** Resources of Terraform itself. */
const OF_TERRAFORM = { terraform_data: ['triggers_replace'] };

/** Returns what the parts declare. A name that the API can change is not included. */
export function replacementsOf({ parts }: Pick<Registry, 'parts'>): Replacements {
  const byType = new Map<string, Set<string>>();
  for (const known of [OF_TERRAFORM, ...parts.map((part) => part.review?.().replacedBy ?? {})])
    for (const [type, attributes] of Object.entries(known))
      byType.set(type, new Set([...(byType.get(type) ?? []), ...attributes]));
  return byType;
}
