import type { AnyPart, AppFacts, AppInEnvironment, Registry } from '@goldenpath/extension';
import { fileSet, type GeneratedFile, HOLES, namesInHoles, withHoles } from '@goldenpath/files';
import { type ImageRelease, kustomizeTree, type Placed, TreeMemo } from '@goldenpath/kustomize';
import { imageName, imageReleases } from '../container-image';
import { patchesOf } from '../patches/apply';
import { type PartObjects, PartRenderer } from '../part-renderer';
import type { Releases } from '../releases';
import { placed } from '../render';
import { CheckedObjects } from './checked-objects';
import { HoleValues, TextTemplate } from './text-template';

const [NAME] = HOLES;
/** Limits on what is kept in memory. */
const MOST_FACTS = 20_000;
const MOST_TEMPLATES = 5000;
/** The first applications are made both ways. */
const MOST_COMPARED = 20;

/**
 * What was made of other applications. Manifests of applications that differ in names, namespaces and checksums are made once, part by part
 * and object by object, with placeholders. The values are filled in as text.
 *
 * Only parts that declare `chartsInsertNames` take part. The files of the first applications, and each object the first two times, are made
 * both ways. If they differ, all later applications are made from their own facts.
 */
export class ManifestShapes {
  private readonly renderer: PartRenderer;
  private readonly checked: CheckedObjects;
  private readonly memo = new TreeMemo();
  private readonly facts = new Map<string, unknown>();
  private readonly templates = new Map<string, TextTemplate>();
  private compared = 0;
  private isOff = false;

  /** @param isTrusted - Make nothing both ways, so that a test sees what is made from shapes. @default false */
  constructor(
    private readonly registry: Registry,
    private readonly isTrusted = false,
  ) {
    this.renderer = new PartRenderer(NAME, registry, imageName);
    this.checked = new CheckedObjects(registry);
  }

  /**
   * Returns `make()`, from shapes if that is possible.
   *
   * @param make - Makes the files from the application's own facts.
   */
  files(app: AppFacts, releases: Releases, make: () => GeneratedFile[]): GeneratedFile[] {
    const files = this.isOff || !this.takesPart(app) ? undefined : this.tryFiles(app, releases);
    if (files === undefined) return make();
    if (this.isTrusted || this.compared >= MOST_COMPARED) return files;
    this.compared += 1;
    const exact = make();
    if (JSON.stringify(exact) !== JSON.stringify(files)) this.isOff = true;
    return exact;
  }

  private takesPart(app: AppFacts): boolean {
    const isText = (part: AnyPart) => part.charts === undefined || part.chartsInsertNames === true;
    const all = [...app.general, ...app.environments];
    return all.every(
      (facts) =>
        this.registry.parts.every((part) => isText(part) || part.factsOf(facts) === undefined) &&
        patchesOf(facts, this.registry).length === 0,
    );
  }

  private tryFiles(app: AppFacts, releases: Releases): GeneratedFile[] | undefined {
    const names = namesInHoles(app);
    if (names === undefined) return undefined;
    const values = new HoleValues(names);
    try {
      const rendered = new RenderedOnce((facts) => this.rendition(app, facts, values));
      const general = rendered.all(app.general);
      const environments = rendered.all(app.environments);
      if (general === undefined || environments === undefined) return undefined;
      const root = withHoles(JSON.stringify(app.manifestsPath), names);
      if (root === undefined) return undefined;
      if (general.length === 0) return [];
      const tree = kustomizeTree(
        {
          root: JSON.parse(root) as string,
          general: general.map(({ objects }) => ({ objects, images: [] })),
          environments: environments.map(({ facts, objects }) => ({
            name: facts.environment,
            objects,
            images: imageReleases(facts, this.registry, releases[facts.environment]).map((one) =>
              withNames(one, names),
            ),
          })),
        },
        this.memo,
      );
      return this.filled(tree, values);
    } catch {
      // What is wrong is said of the application's own facts.
      return undefined;
    }
  }

  /** The objects with placeholders; `undefined` if they have to be made from the application's own facts. */
  private rendition(app: AppFacts, facts: AppInEnvironment, values: HoleValues): Rendition | undefined {
    const general = this.withPlaceholders(facts, values);
    if (general === undefined) return undefined;
    const parts = this.renderer.render(general, (value) => values.token(value));
    if (hasNamespaceOf(parts, values)) return undefined;
    if (!this.isTrusted && !parts.every((part) => this.checked.isRight(part, { app: app.name, facts, values }))) {
      this.isOff = true;
      return undefined;
    }
    return { facts, objects: placed(NAME, parts) };
  }

  private withPlaceholders(facts: AppInEnvironment, values: HoleValues): AppInEnvironment | undefined {
    const { environment, namespace, labels, selector, uses, tags } = facts;
    const own: Record<string, unknown> = { labels, selector };
    for (const part of this.registry.parts) {
      const ofPart: unknown = part.factsOf(facts);
      if (ofPart !== undefined) own[part.name] = ofPart;
    }
    const general: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(own)) {
      const found = values.general(JSON.stringify(value));
      if (found === undefined) return undefined;
      general[key] = this.parsed(found);
    }
    return { environment, namespace: values.token(namespace), uses, tags, ...general } as AppInEnvironment;
  }

  /** Equal facts are one object. */
  private parsed(text: string): unknown {
    const known = this.facts.get(text);
    if (known !== undefined) return known;
    if (this.facts.size >= MOST_FACTS) this.facts.clear();
    const facts = JSON.parse(text) as unknown;
    this.facts.set(text, facts);
    return facts;
  }

  private filled(tree: readonly GeneratedFile[], values: HoleValues): GeneratedFile[] | undefined {
    const files: GeneratedFile[] = [];
    let isSorted = true;
    for (const file of tree) {
      const path = this.template(file.path).filled(values);
      const content = this.template(file.content).filled(values);
      if (path === undefined || content === undefined) return undefined;
      isSorted &&= (files.at(-1)?.path ?? '') < path;
      files.push({ ...file, path, content });
    }
    return isSorted ? files : fileSet(files);
  }

  private template(text: string): TextTemplate {
    const known = this.templates.get(text);
    if (known !== undefined) return known;
    if (this.templates.size >= MOST_TEMPLATES) this.templates.clear();
    const template = new TextTemplate(text);
    if (template.isBroken) throw new Error('A placeholder was changed.');
    this.templates.set(text, template);
    return template;
  }
}

/** The objects of an application in one environment, with placeholders. */
interface Rendition {
  readonly facts: AppInEnvironment;
  readonly objects: readonly Placed[];
}

/** Renders facts once. An environment without an override has the facts that it has in general, the same ones in memory. */
class RenderedOnce {
  private readonly known = new Map<AppInEnvironment, Rendition | undefined>();

  constructor(private readonly render: (facts: AppInEnvironment) => Rendition | undefined) {}

  /** Returns the renditions that have objects; `undefined` if one of them cannot be made. */
  all(environments: readonly AppInEnvironment[]): Rendition[] | undefined {
    const renditions: Rendition[] = [];
    for (const facts of environments) {
      const made = this.known.has(facts) ? this.known.get(facts) : this.render(facts);
      this.known.set(facts, made);
      if (made === undefined) return undefined;
      if (made.objects.length > 0) renditions.push(made);
    }
    return renditions;
  }
}

/** The tag and the digest are not the application's. */
function withNames(release: ImageRelease, names: readonly string[]): ImageRelease {
  const general = (text: string) => JSON.parse(withHoles(JSON.stringify(text), names) ?? '') as string;
  return { ...release, name: general(release.name), newName: general(release.newName) };
}

/** Whether an object is in a namespace by name that is one of the application's as well: kustomize compares them. */
function hasNamespaceOf(parts: readonly PartObjects[], values: HoleValues): boolean {
  return parts.some(({ objects }) =>
    objects.some(({ metadata: { namespace } }) => namespace !== undefined && values.hasToken(namespace)),
  );
}
