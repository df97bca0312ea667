import type { Risk, ScaffoldedApp } from '@goldenpath/extension';
import { type GeneratedFile, managedYamlText } from '@goldenpath/files';

/** How closely what an application does is watched, by risk. */
const OBSERVABILITY: Readonly<Record<Risk, string>> = { low: 'bronze', medium: 'silver', high: 'gold' };

/** Who owns the application, what its failure costs, and how it is rolled back: from the first day on. */
export function metadata({ name, kind, description, owner, risk, environments }: ScaffoldedApp): GeneratedFile {
  const content = managedYamlText({
    id: name,
    title: description,
    type: kind,
    owner,
    environments,
    risk_profile: { production_impact: risk, security_risk: risk, coupling_risk: 'low' },
    reliability: { rollback_strategy: 'git-revert', observability_tier: OBSERVABILITY[risk], maturity: 1 },
  });
  return { path: 'metadata.yaml', content, ownership: 'managed' };
}
