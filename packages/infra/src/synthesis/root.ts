import { version } from 'cdktf/package.json';
import { RootConstruct } from 'constructs';

/** The oldest Terraform that takes what we write: ephemeral values and write-only arguments. */
export const REQUIRED_TERRAFORM = '>= 1.11.0';

/**
 * What an `App` of CDKTF puts into the context of its stacks.
 *
 * `targetVersions` is for CDK Terrain, its successor, which otherwise refuses write-only arguments.
 */
export const CONTEXT: Readonly<Record<string, unknown>> = {
  cdktfVersion: version,
  targetVersions: { terraform: REQUIRED_TERRAFORM.replace(' ', '') },
};

/** A root for one stack, in place of CDKTF's `App`, whose constructor reads environment variables and makes folders. */
export function stackRoot(): RootConstruct {
  const root = new RootConstruct();
  for (const [key, value] of Object.entries(CONTEXT)) root.node.setContext(key, value);
  return root;
}
