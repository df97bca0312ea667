import type { AppFacts, AppInEnvironment, Registry } from '@goldenpath/extension';
import { type GeneratedFile, namesInHoles, withHoles } from '@goldenpath/files';
import { kustomizeTree, TreeMemo } from '@goldenpath/kustomize';
import { imageName, imageReleases } from '../container-image';
import { PartRenderer } from '../part-renderer';
import type { Releases } from '../releases';
import { RenditionShapes } from './rendition-shapes';
import { HoleValues, isLikeHole } from './text-template';
import { TreeTemplates } from './tree-templates';

/** The first applications are made both ways. */
const MOST_COMPARED = 20;

/**
 * What was made of other applications. Applications that differ in names, namespaces and checksums have the same objects in an environment,
 * with placeholders, and the same objects give the same files. The values are filled in as text.
 *
 * The files of the first applications, and each object the first two times, are made both ways. If they differ, all later applications are
 * made from their own facts.
 */
export class ManifestShapes {
  private readonly shapes: RenditionShapes;
  private readonly memo = new TreeMemo();
  private readonly templates = new TreeTemplates();
  private compared = 0;
  private isOff = false;

  /** @param isTrusted - Make nothing both ways, so that a test sees what is made from shapes. @default false */
  constructor(
    private readonly registry: Registry,
    private readonly isTrusted = false,
  ) {
    this.shapes = new RenditionShapes(registry, isTrusted);
  }

  /**
   * Returns `make()`, from shapes if that is possible.
   *
   * @param make - Makes the files from the application's own facts.
   */
  files(app: AppFacts, releases: Releases, make: () => GeneratedFile[]): GeneratedFile[] {
    const files = this.isOff || this.shapes.areWrong ? undefined : this.tryFiles(app, releases);
    if (files === undefined) return make();
    if (this.isTrusted || this.compared >= MOST_COMPARED) return files;
    this.compared += 1;
    const exact = make();
    if (JSON.stringify(exact) !== JSON.stringify(files)) this.isOff = true;
    return exact;
  }

  private tryFiles(app: AppFacts, releases: Releases): GeneratedFile[] | undefined {
    const names = namesInHoles(app);
    const root = names && withHoles(JSON.stringify(app.manifestsPath), names);
    if (names === undefined || root === undefined) return undefined;
    const values = new HoleValues(names);
    try {
      const renderer = new PartRenderer(app.name, this.registry, imageName);
      const renditions = this.shapes.of(app, { app: app.name, values, renderer });
      if (renditions === undefined) return undefined;
      const madeOf = (facts: AppInEnvironment) => {
        const made = renditions.get(facts);
        return made === undefined || made.objects.length === 0 ? [] : [made];
      };
      const general = app.general.flatMap(madeOf);
      if (general.length === 0) return [];
      const environments = app.environments.flatMap((facts) =>
        madeOf(facts).map((made) => {
          const released = imageReleases(facts, this.registry, releases[facts.environment]);
          // Tags are text in the files of a tree.
          if (isLikeHole(JSON.stringify(released))) throw new Error('A tag looks like a placeholder.');
          const images = released.map((image, index) => ({ ...image, ...made.images[index] }));
          return { ...made, name: facts.environment, images };
        }),
      );
      const input = { root: JSON.parse(root) as string, general, environments };
      return this.templates.filled(input, kustomizeTree(input, this.memo), values);
    } catch {
      // What is wrong is said of the application's own facts.
      return undefined;
    }
  }
}
