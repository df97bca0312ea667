import type { AwsNeed } from '@goldenpath/extension';
import type { CloudResource, CloudResources } from './resource';

/** Returns what `goldenpath dev` says of resources in AWS. */
export function awsNeeds(service: AwsNeed['service'], noun: string) {
  return (facts: CloudResources<CloudResource>): AwsNeed[] =>
    Object.entries(facts).map(([name, { resourceName, variable }]) => ({
      kind: 'aws',
      service,
      what: `the ${noun} ${name}`,
      resourceName,
      variable,
    }));
}
