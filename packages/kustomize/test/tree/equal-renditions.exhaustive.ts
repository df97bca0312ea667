import * as fc from 'fast-check';

import {
  type EnvironmentRendition,
  type KubernetesObject,
  type KustomizeInput,
  kustomizeTree,
  type Placed,
  type Rendition,
} from '@goldenpath/kustomize';
import { byIdentity, kubectlKustomize } from '@goldenpath/testing/kustomize';
import { mutated, mutation } from './mutation';
import type { Mutation } from './mutation';
import { sampleObjects } from './sample-objects';

/** The input of one tree: the edits that each rendition and each environment makes to the samples. */
interface Recipe {
  readonly general: readonly (readonly Mutation[])[];
  readonly overrides: readonly (readonly Mutation[])[];
  readonly dropped: readonly (readonly number[])[];
  readonly inOverlay: readonly number[];
  readonly sameNamespace: boolean;
}

const edits = fc.array(mutation, { maxLength: 12 });
const few = fc.array(fc.nat(9), { maxLength: 2 });
const recipe: fc.Arbitrary<Recipe> = fc.record({
  general: fc.array(edits, { minLength: 1, maxLength: 3 }),
  overrides: fc.array(edits, { minLength: 1, maxLength: 3 }),
  dropped: fc.array(few, { maxLength: 3 }),
  inOverlay: few,
  sameNamespace: fc.boolean(),
});

function inputOf({ general, overrides, dropped, inOverlay, sameNamespace }: Recipe, app: string): KustomizeInput {
  const place = (objects: readonly KubernetesObject[], namespace: string): Placed[] =>
    objects.map((object, index) => ({
      object: withNamespace(object, sameNamespace ? namespace : `${namespace}-${index % 2}`),
      file: `${object.kind}-${object.metadata.name}.yaml`.toLowerCase(),
      home: inOverlay.includes(sampleObjects(app).findIndex((sample) => isSame(sample, object))) ? 'overlay' : 'base',
    }));
  const renditions = general.map((mutations) => mutated(sampleObjects(app), mutations));
  return {
    root: app,
    general: renditions.map((objects): Rendition => ({ objects: place(objects, 'general'), images: imagesOf(app) })),
    environments: overrides.map((mutations, index): EnvironmentRendition => {
      const objects = mutated(renditions[index % renditions.length] ?? [], mutations);
      const kept = objects.filter((_, position) => !dropped[index]?.includes(position));
      return { name: `env${index}`, objects: place(kept, `env${index}`), images: imagesOf(app) };
    }),
  };
}

function imagesOf(app: string) {
  return [{ name: app, newName: `registry.example/${app}`, newTag: '1.0' }];
}

function isSame(a: KubernetesObject, b: KubernetesObject): boolean {
  return a.kind === b.kind && a.metadata.name === b.metadata.name;
}

function withNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

const TREES_PER_RUN = 8;
/** More or other runs: `GOLDENPATH_KUSTOMIZE_RUNS=200 GOLDENPATH_KUSTOMIZE_SEED=7`. */
const RUNS = Number(process.env['GOLDENPATH_KUSTOMIZE_RUNS'] ?? 25);
const SEED = Number(process.env['GOLDENPATH_KUSTOMIZE_SEED'] ?? 1);

test('kubectl kustomize renders exactly the objects of every environment', () => {
  fc.assert(
    fc.property(fc.array(recipe, { minLength: 1, maxLength: TREES_PER_RUN, size: 'max' }), (recipes) => {
      const inputs = recipes.map((one, index) => inputOf(one, `app${index}`));
      const files = inputs.flatMap((one) => kustomizeTree(one));
      const overlays = files.filter(({ path }) => /\/overlays\/[^/]+\/kustomization\.yaml$/.test(path));
      const folders = overlays.map(({ path }) => path.slice(0, path.lastIndexOf('/')));
      const expected = inputs.flatMap(({ environments }) => environments.flatMap(({ objects }) => objects));
      expectSameObjects(
        kubectlKustomize(files, folders),
        expected.map(({ object }) => object),
      );
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
}, 300_000);

/** Compared object by object, so that a failure shows the one that differs. */
function expectSameObjects(actual: readonly KubernetesObject[], expected: readonly KubernetesObject[]): void {
  const rendered = byIdentity(actual);
  const wanted = byIdentity(expected);
  expect(Object.keys(rendered).toSorted()).toStrictEqual(Object.keys(wanted).toSorted());
  for (const [identity, object] of Object.entries(wanted)) {
    expect(sortedText(rendered[identity])).toBe(sortedText(object));
  }
}

/** Text that is equal for equal JSON. Matchers would treat a field called `constructor` differently. */
function sortedText(value: unknown): string {
  const sorted = (_: string, item: unknown): unknown =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item;
  return JSON.stringify(value, sorted, 2);
}
