import type { Registry } from '@goldenpath/extension';

/** Attributes whose change makes Terraform destroy the resource and create another, by type of resource. */
export type Replacements = ReadonlyMap<string, ReadonlySet<string>>;

/** What Terraform itself replaces. */
const OF_TERRAFORM = { terraform_data: ['triggers_replace'] };

/** What the parts say of the resources that they make. A name that the API can change is not among it. */
export function replacementsOf({ parts }: Pick<Registry, 'parts'>): Replacements {
  const byType = new Map<string, Set<string>>();
  for (const known of [OF_TERRAFORM, ...parts.map((part) => part.review?.().replacedBy ?? {})])
    for (const [type, attributes] of Object.entries(known))
      byType.set(type, new Set([...(byType.get(type) ?? []), ...attributes]));
  return byType;
}
