import type { FactsInput } from '@goldenpath/extension';
import type { PlacementPart } from './types';

/** Returns the nodes of the pods, if the platform file names any. */
export function placementFacts({ platform }: Pick<FactsInput, 'platform'>): PlacementPart | undefined {
  const { nodeSelector, tolerations } = platform.kubernetes;
  if (nodeSelector === undefined && tolerations === undefined) return undefined;
  return { ...(nodeSelector !== undefined && { nodeSelector }), ...(tolerations !== undefined && { tolerations }) };
}
