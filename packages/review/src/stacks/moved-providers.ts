import { isList, isMap, isSame, type Json, ownValue, type Pair } from '@goldenpath/extension';
import type { StackContent } from '../fleet-version';

/** Provider settings that decide where resources are. Changing them cannot move resources: all are created again. */
const WHEREABOUTS: Readonly<Record<string, readonly string[]>> = {
  aws: ['region', 'allowed_account_ids'],
  github: ['owner'],
};

/** Returns the providers of a stack with a new location, and the setting: `aws` and `provider.aws.region`. */
export function movedProviders({ base, head }: Pair<StackContent>): Map<string, string> {
  const moved = new Map<string, string>();
  if (base === undefined || head === undefined) return moved;
  for (const [provider, names] of Object.entries(WHEREABOUTS)) {
    const [before, after] = [configurationOf(base, provider), configurationOf(head, provider)];
    if (before === undefined || after === undefined) continue;
    const changed = names.find((name) => !isSame(valueOf(before, name), valueOf(after, name)));
    if (changed !== undefined) moved.set(provider, `provider.${provider}.${changed}`);
  }
  return moved;
}

function configurationOf(stack: StackContent, provider: string): Json | undefined {
  const providers = ownValue(stack, 'provider');
  const configured = isMap(providers) ? ownValue(providers, provider) : undefined;
  return isList(configured) ? configured[0] : configured;
}

function valueOf(configuration: Json, name: string): Json {
  return isMap(configuration) ? (ownValue(configuration, name) ?? null) : null;
}
