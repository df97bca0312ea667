/** A minimal model of the released versions: it predicts the result of every request. */

export const ENVIRONMENTS = ['dev', 'test', 'prod'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

/** A change of a GitOps repository or of the synthesised folder. */
export type Step =
  | { readonly do: 'synth'; readonly afresh: boolean; readonly replicas: number }
  | { readonly do: 'clone' }
  | { readonly do: 'publish' }
  | { readonly do: 'comment'; readonly app: string; readonly environment: EnvironmentName }
  | { readonly do: 'by-hand'; readonly app: string; readonly environment: EnvironmentName; readonly tag: string }
  | {
      readonly do: 'set';
      readonly app: string;
      readonly environment: EnvironmentName;
      readonly tag: string;
      readonly force: boolean;
    }
  | {
      readonly do: 'promote';
      readonly app: string;
      readonly from: EnvironmentName;
      readonly environment: EnvironmentName;
      readonly force: boolean;
    }
  | {
      readonly do: 'rollback';
      readonly app: string;
      readonly environment: EnvironmentName;
      readonly tag?: string | undefined;
      readonly force: boolean;
    };

type Move = Extract<Step, { do: 'set' | 'promote' | 'rollback' }>;

/** The expected result of a request: the reason of a refusal, or the tag that runs afterwards. */
export type Expected = { readonly refused: string } | { readonly runs: string };

interface Target {
  /** Every tag that ran, in order. */
  readonly ran: string[];
  /** The releases that led to the current one. */
  line: string[];
}

export class ReleaseModel {
  private readonly targets = new Map<string, Target>();

  private published = false;

  /** @param hasOverlays - Whether publishing adds all overlays. If not, the first release of an environment adds its overlay. */
  constructor(
    private readonly apps: readonly string[],
    private readonly hasOverlays = true,
  ) {}

  /** The released tags, by application and environment. Empty before the first publication. */
  running(): Record<string, string> {
    return Object.fromEntries([...this.targets].map(([key, { ran }]) => [key, ran.at(-1) ?? '']));
  }

  ran(): Record<string, string[]> {
    return Object.fromEntries([...this.targets].map(([key, { ran }]) => [key, [...ran].reverse()]));
  }

  isPublished(): boolean {
    return this.published;
  }

  publish(): void {
    if (this.isPublished()) return;
    this.published = true;
    if (!this.hasOverlays) return;
    for (const app of this.apps)
      for (const environment of ENVIRONMENTS) {
        const initial = environment === 'dev' ? 'latest' : `${environment}-0000000`;
        this.targets.set(`${app} ${environment}`, { ran: [initial], line: [initial] });
      }
  }

  byHand(app: string, environment: string, tag: string): void {
    const target = this.target(app, environment);
    if (target !== undefined) moveTo(target, tag, target.line.includes(tag));
  }

  move(step: Move): Expected {
    const { app, environment } = step;
    // Without a branch there is nothing to move, whatever the tag.
    if (!this.published) return { refused: 'not-published' };
    const named = step.do === 'set' ? step.tag : undefined;
    // A tag that moves needs a digest, which these requests do not have.
    if (named !== undefined && commitOf(environment, named) === undefined) return { refused: 'illegal-tag' };
    const canAdd = this.published && !this.hasOverlays && step.do !== 'rollback';
    const target = this.target(app, environment) ?? (canAdd ? { ran: [], line: [] } : undefined);
    if (target === undefined) return { refused: 'not-published' };
    const wanted = this.wanted(step, target);
    if ('refused' in wanted || wanted.runs === target.ran.at(-1)) return wanted;
    if (!step.force && this.isNew(step, target, wanted.runs)) return { refused: 'never-ran' };
    this.targets.set(`${app} ${environment}`, target);
    moveTo(target, wanted.runs, step.do === 'rollback' && target.line.includes(wanted.runs));
    return wanted;
  }

  private wanted(step: Move, { line }: Target): Expected {
    const { app, environment } = step;
    switch (step.do) {
      case 'set':
        return { runs: step.tag };
      case 'promote': {
        if (ENVIRONMENTS.indexOf(step.from) >= ENVIRONMENTS.indexOf(environment)) return { refused: 'wrong-way' };
        const runs = this.target(app, step.from)?.ran.at(-1);
        if (runs === undefined) return { refused: 'not-published' };
        if (runs === `${step.from}-0000000`) return { refused: 'nothing-released' };
        const commit = commitOf(step.from, runs);
        return commit === undefined ? { refused: 'no-commit' } : { runs: `${environment}-${commit}` };
      }
      case 'rollback': {
        if (step.tag !== undefined)
          return isLegal(environment, step.tag) ? { runs: step.tag } : { refused: 'illegal-tag' };
        const before = line.findLast((tag) => tag !== line.at(-1) && commitOf(environment, tag) !== undefined);
        return before === undefined ? { refused: 'nothing-before' } : { runs: before };
      }
    }
  }

  private isNew(step: Move, { ran }: Target, tag: string): boolean {
    if (step.do === 'rollback') return !ran.includes(tag);
    const before = ENVIRONMENTS[ENVIRONMENTS.indexOf(step.environment) - 1];
    const commit = commitOf(step.environment, tag);
    return before !== undefined && this.target(step.app, before)?.ran.includes(`${before}-${commit}`) !== true;
  }

  private target(app: string, environment: string): Target | undefined {
    return this.targets.get(`${app} ${environment}`);
  }
}

function moveTo(target: Target, tag: string, goesBack: boolean): void {
  if (target.ran.at(-1) === tag) return;
  target.ran.push(tag);
  if (goesBack) target.line = target.line.slice(0, target.line.lastIndexOf(tag));
  target.line.push(tag);
}

function commitOf(environment: string, tag: string): string | undefined {
  const [, commit] = new RegExp(`^${environment}-([0-9a-f]{7})$`).exec(tag) ?? [];
  return commit === '0000000' ? undefined : commit;
}

function isLegal(environment: string, tag: string): boolean {
  return commitOf(environment, tag) !== undefined || (environment === 'dev' && tag === 'latest');
}
