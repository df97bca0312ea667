import type { Release } from '@goldenpath/kustomize';
import { type CommitInfo, type MoveKind, type ReleasedApp, type ReleaseOverlay } from '@goldenpath/gitops';
import { commitMessage } from '../../../src/release/commit-message';
import type { ReleaseState } from '../../../src/release/plan-move';
import { type OverlayVersion, timeline } from '../../../src/release/timeline';

export const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'] as const;

/** Returns the overlay of an application in an environment. In dev, tags are mutable. */
export function overlay(environment: string, app = 'shop'): ReleaseOverlay {
  const mutableTags = environment === 'dev';
  return {
    app,
    environment,
    file: `apps/${app}/deploy/overlays/${environment}/kustomization.yaml`,
    image: app,
    url: `registry.example/${app}`,
    initialTag: mutableTags ? 'latest' : `${environment}-0000000`,
    mutableTags,
  };
}

/** Returns an application in these environments. */
export function releasedApp(environments: readonly string[] = ENVIRONMENTS, name = 'shop'): ReleasedApp {
  return { name, overlays: environments.map((environment) => overlay(environment, name)) };
}

/** Returns an overlay as generated. */
export function overlayText({ image }: ReleaseOverlay, { newTag, digest }: Release): string {
  const which = [
    ...(newTag === undefined ? [] : [`newTag: ${newTag}`]),
    ...(digest === undefined ? [] : [`digest: ${digest}`]),
  ];
  const lines = [
    'kind: Kustomization',
    'resources:',
    '  - ../../base',
    'images:',
    `  - name: ${image}`,
    `    newName: r.example/${image}`,
  ];
  return [...lines, ...which.map((line) => `    ${line}`), ''].join('\n');
}

/** One version of an overlay: its text, and how it was made. */
export interface Step {
  readonly tag?: string;
  readonly digest?: string;
  /** @default by hand */
  readonly kind?: MoveKind;
  readonly text?: string;
  readonly isGone?: boolean;
}

/** Returns the commit with the index `index`. */
export function commit(index: number, releases: readonly string[] = []): CommitInfo {
  return {
    id: String(index).padStart(40, '0'),
    author: `Person ${index}`,
    email: `person${index}@example.test`,
    date: `2026-01-0${index + 1}T00:00:00Z`,
    subject: `Commit ${index}`,
    releases,
    forced: [],
  };
}

/** Returns the versions of an overlay, oldest first. */
export function versions(at: ReleaseOverlay, steps: readonly Step[]): OverlayVersion[] {
  return steps.map(({ tag, digest, kind, text, isGone }, index) => {
    const release = { ...(tag !== undefined && { newTag: tag }), ...(digest !== undefined && { digest }) };
    const message = kind && commitMessage({ kind, overlay: at, from: {}, to: release });
    const trailer = message?.split('\n').find((line) => line.startsWith('Goldenpath-Release: '));
    const said = trailer === undefined ? [] : [trailer.slice('Goldenpath-Release: '.length)];
    return { commit: commit(index, said), text: isGone === true ? undefined : (text ?? overlayText(at, release)) };
  });
}

/** Returns the known state of an application whose overlays had these versions. An environment without versions was not published. */
export function known(steps: Readonly<Record<string, readonly Step[]>>): ReleaseState {
  const line = (at: ReleaseOverlay) => timeline(at, versions(at, steps[at.environment] ?? []));
  return {
    running: (at) => (steps[at.environment] === undefined ? undefined : (line(at).records.at(-1)?.release ?? {})),
    timeline: line,
  };
}
