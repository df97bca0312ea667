import { createHash } from 'node:crypto';

/** What Backstage keeps of everything. */
export interface Entity {
  readonly apiVersion: 'backstage.io/v1alpha1';
  readonly kind: 'Component' | 'API' | 'Resource' | 'System' | 'Group' | 'Location';
  readonly metadata: EntityMetadata;
  readonly spec: Readonly<Record<string, unknown>>;
}

export interface EntityMetadata {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly links?: readonly { readonly url: string; readonly title: string }[];
}

const MOST_IN_NAME = 63;

/** A name that Backstage takes: one that is too long ends in a hash of the whole. */
export function entityName(name: string): string {
  if (name.length <= MOST_IN_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, MOST_IN_NAME - 9).replace(/[-_.]+$/, '')}-${hash}`;
}

export function entity(kind: Entity['kind'], metadata: EntityMetadata, spec: Entity['spec']): Entity {
  return { apiVersion: 'backstage.io/v1alpha1', kind, metadata, spec };
}

/** A tag that Backstage takes: it has fewer characters than a name. */
export function entityTag(text: string): string {
  return text.slice(0, MOST_IN_NAME);
}
