import type { ResourceChange } from '@goldenpath/review';

/** Replacements that lose nothing, by resource type: of which attributes, and why. */
const HARMLESS: Readonly<Record<string, { readonly attributes: readonly string[]; readonly why: string }>> = {
  // internal/service/ecr/lifecycle_policy.go: `policy` forces a new resource.
  aws_ecr_lifecycle_policy: {
    attributes: ['policy'],
    why: 'the registry and its images stay, and the new policy follows at once',
  },
};

/** Returns why a replacement loses nothing; undefined where it can. */
export function harmlessReplacement({ action, replacedBecause, type }: ResourceChange): string | undefined {
  const known = action === 'replace' ? HARMLESS[type] : undefined;
  const isHarmless = replacedBecause.length > 0 && replacedBecause.every((path) => known?.attributes.includes(path));
  return isHarmless ? known?.why : undefined;
}
