import { formatPath, isMap, type Path, replaceSecrets, type SourceDocument } from '@goldenpath/extension';
import type { LeftOut } from './types';

/** An object of the source: a Kubernetes object, a service of a compose file, or a workload of Score. */
export class ImportObject {
  readonly leftOut: LeftOut[] = [];
  /** The paths that were read, or left out. */
  private readonly read = new Set<string>();

  /**
   * @param label - Such as `Deployment/web`.
   * @param root - The path of the object in its document.
   * @param value - What it says.
   */
  constructor(
    readonly label: string,
    private readonly document: SourceDocument,
    private readonly root: Path,
    readonly value: unknown,
  ) {}

  get node(): ImportNode {
    return new ImportNode(this, [], this.value);
  }

  locate(path: Path, at: 'key' | 'value' = 'key') {
    return this.document.locate([...this.root, ...path], path.length === 0 ? 'value' : at);
  }

  markRead(path: Path): void {
    this.read.add(JSON.stringify(path));
  }

  leaveOut(path: Path, reason: string): void {
    this.markRead(path);
    const { file, line, column } = this.locate(path);
    const field = path.length === 0 ? '' : replaceSecrets(formatPath(path), () => '[secret]');
    this.leftOut.push({ file, line, column, object: this.label, field, reason });
  }

  /** Leaves out every field that nothing has read. */
  leaveOutRest(reason: string): void {
    this.leaveOutBelow([], this.value, reason);
  }

  /** @returns Whether anything at the path or below it was read. */
  private leaveOutBelow(path: Path, value: unknown, reason: string): void {
    if (this.read.has(JSON.stringify(path))) return;
    if (!this.isReadBelow(path) || typeof value !== 'object' || value === null) {
      this.leaveOut(path, reason);
      return;
    }
    for (const [key, item] of Object.entries(value))
      this.leaveOutBelow([...path, Array.isArray(value) ? Number(key) : key], item, reason);
  }

  private isReadBelow(path: Path): boolean {
    if (path.length === 0) return this.read.size > 0;
    const start = `${JSON.stringify(path).slice(0, -1)},`;
    return [...this.read].some((read) => read.startsWith(start));
  }
}

/** A value in an object of the source. */
export class ImportNode {
  constructor(
    readonly object: ImportObject,
    readonly path: Path,
    readonly value: unknown,
  ) {}

  /** Whether the source says something here. */
  get isGiven(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  at(...steps: readonly string[]): ImportNode {
    return steps.reduce<ImportNode>((node, step) => {
      const value = isMap(node.value) && Object.hasOwn(node.value, step) ? node.value[step] : undefined;
      return new ImportNode(node.object, [...node.path, step], value);
    }, this);
  }

  /** The fields of a mapping. Empty for any other value. */
  entries(): [name: string, node: ImportNode][] {
    if (!isMap(this.value)) return [];
    return Object.keys(this.value).map((name) => [name, this.at(name)]);
  }

  /** The elements of a list. Empty for any other value. */
  items(): ImportNode[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((item: unknown, index) => new ImportNode(this.object, [...this.path, index], item));
  }

  /** Marks the value as read, and returns it. */
  take(): unknown {
    if (this.value !== undefined) this.object.markRead(this.path);
    return this.value;
  }

  /** Marks a text, number or boolean as read, and returns it as text; `undefined` for any other value, which stays unread. */
  takeText(): string | undefined {
    const text = this.text();
    return text === undefined ? undefined : (this.take(), text);
  }

  text(): string | undefined {
    return typeof this.value === 'string' || typeof this.value === 'number' || typeof this.value === 'boolean'
      ? String(this.value)
      : undefined;
  }

  takeNumber(): number | undefined {
    const number = typeof this.value === 'string' && /^\d+$/.test(this.value) ? Number(this.value) : this.value;
    return typeof number === 'number' ? (this.take(), number) : undefined;
  }

  /** Marks a list of texts as read, and returns it. */
  takeTexts(): string[] | undefined {
    if (!Array.isArray(this.value)) return undefined;
    const texts = this.items().map((item) => item.text());
    return texts.every((text) => text !== undefined) ? (this.take(), texts) : undefined;
  }

  leaveOut(reason: string): void {
    if (this.value !== undefined) this.object.leaveOut(this.path, reason);
  }

  get location() {
    return this.object.locate(this.path);
  }
}
