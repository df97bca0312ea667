import { parsePolicy, type Policy } from '@goldenpath/iam';

/** Returns a policy that AWS shows; `undefined` where it cannot be read. */
export function policyOf(document: unknown): Policy | undefined {
  try {
    return parsePolicy(JSON.stringify(document ?? null));
  } catch {
    // The check says that the policy cannot be read.
    return undefined;
  }
}
