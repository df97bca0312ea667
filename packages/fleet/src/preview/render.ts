import type { AppFacts, PreviewFacts } from '@goldenpath/extension';
import { ofPullRequest } from '@goldenpath/model';
import { type PlatformObject, previewFiles } from '@goldenpath/platform';
import type { GeneratedFile } from '@goldenpath/files';
import type { PlatformFacts } from '@goldenpath/extension';
import type { FactsOfFleet } from '../load/load-resolved-fleet';
import { TAG, templateOf } from './template';

/** What a preview is rendered from. */
export interface PreviewInput {
  readonly app: AppFacts;
  readonly facts: PreviewFacts;
  readonly number: number;
  readonly commit: string;
  readonly platform: PlatformFacts;
}

/** Returns the folder of a preview. Its image is that of the commit. */
export function renderPreview(
  { app, facts, number, commit, platform }: PreviewInput,
  { registry, previews }: FactsOfFleet,
): GeneratedFile[] {
  const template = previews?.find((each) => each.app === app.name)?.objects ?? templateOf(app.name, facts, registry);
  const tag = `${facts.facts.environment}-${commit.slice(0, 7)}`;
  const objects = withTag(ofPullRequest(template, number), tag) as readonly PlatformObject[];
  return previewFiles(
    { app: app.name, owner: app.owner, number, facts: ofPullRequest(facts, number), objects },
    platform,
  );
}

function withTag(value: unknown, tag: string): unknown {
  if (typeof value === 'string') return value.replaceAll(TAG, tag);
  if (Array.isArray(value)) return value.map((item) => withTag(item, tag));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, withTag(own, tag)]));
}
