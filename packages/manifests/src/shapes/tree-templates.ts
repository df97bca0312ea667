import { fileSet, type GeneratedFile } from '@goldenpath/files';
import { type EnvironmentRendition, overlayObjectText, overlayPath } from '@goldenpath/kustomize';
import type { Rendition } from './rendition-shapes';
import { type HoleValues, TextTemplate } from './text-template';

/** Limit on what is kept in memory. */
const MOST_TEMPLATES = 5000;

type InEnvironment = Rendition & Pick<EnvironmentRendition, 'name' | 'images'>;

interface TreeInput {
  readonly root: string;
  readonly environments: readonly InEnvironment[];
}

/** A file with placeholders. */
interface FileTemplate {
  readonly path: TextTemplate;
  /** The number of the application's own object if that is all of it. */
  readonly content: TextTemplate | number;
}

/** Fills values into the files of trees. */
export class TreeTemplates {
  private readonly trees = new WeakMap<readonly GeneratedFile[], readonly FileTemplate[]>();
  private readonly texts = new Map<string, TextTemplate>();

  /**
   * Returns the files of an application, by path; `undefined` if they cannot be made from the tree.
   *
   * @param tree - The same one in memory has the same templates.
   */
  filled(input: TreeInput, tree: readonly GeneratedFile[], values: HoleValues): GeneratedFile[] | undefined {
    const templates = this.trees.get(tree) ?? this.templatesOf(input, tree);
    this.trees.set(tree, templates);
    const texts = input.environments.flatMap(({ images, own }) =>
      own.map((object) => overlayObjectText(object, images)),
    );
    const files: GeneratedFile[] = [];
    let isSorted = true;
    for (const template of templates) {
      const path = template.path.filled(values);
      const content = typeof template.content === 'number' ? texts[template.content] : template.content.filled(values);
      if (path === undefined || content === undefined) return undefined;
      isSorted &&= (files.at(-1)?.path ?? '') < path;
      files.push({ path, content, ownership: 'managed' });
    }
    return isSorted ? files : fileSet(files);
  }

  private templatesOf({ root, environments }: TreeInput, tree: readonly GeneratedFile[]): FileTemplate[] {
    const written = environments.flatMap(({ name, images, outlines }) =>
      outlines.map(({ file, object }) => ({
        path: overlayPath(root, name, file),
        text: overlayObjectText(object, images),
      })),
    );
    const numbers = new Map(written.map(({ path }, index) => [path, index]));
    return tree.map(({ path, content }) => {
      const number = numbers.get(path);
      // The file of an outline has nothing else in it, such as a namespace.
      if (number !== undefined && written[number]?.text !== content) throw new Error('An outline was changed.');
      return { path: this.text(path), content: number ?? this.text(content) };
    });
  }

  private text(text: string): TextTemplate {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    if (this.texts.size >= MOST_TEMPLATES) this.texts.clear();
    const template = new TextTemplate(text);
    if (template.isBroken) throw new Error('A placeholder was changed.');
    this.texts.set(text, template);
    return template;
  }
}
