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

/** What has to come of a request: a reason why it is refused, or the tag that runs then. */
export type Expected = { readonly refused: string } | { readonly runs: string };

interface Place {
  /** Every tag that ran, in order. */
  readonly ran: string[];
  /** What led to what runs. */
  line: string[];
}

export class ReleaseModel {
  private readonly places = new Map<string, Place>();

  private published = false;

  /** @param hasOverlays - Whether publishing adds all overlays. If not, the first release of an environment adds its overlay. */
  constructor(
    private readonly apps: readonly string[],
    private readonly hasOverlays = true,
  ) {}

  /** What runs, by application and environment; nothing before anything was published. */
  running(): Record<string, string> {
    return Object.fromEntries([...this.places].map(([key, { ran }]) => [key, ran.at(-1) ?? '']));
  }

  ran(): Record<string, string[]> {
    return Object.fromEntries([...this.places].map(([key, { ran }]) => [key, [...ran].reverse()]));
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
        this.places.set(`${app} ${environment}`, { ran: [initial], line: [initial] });
      }
  }

  byHand(app: string, environment: string, tag: string): void {
    const place = this.place(app, environment);
    if (place !== undefined) moveTo(place, tag, place.line.includes(tag));
  }

  move(step: Move): Expected {
    const { app, environment } = step;
    const named = step.do === 'set' ? step.tag : undefined;
    // A tag that moves needs a digest, which these requests do not have.
    if (named !== undefined && commitOf(environment, named) === undefined) return { refused: 'illegal-tag' };
    const canAdd = this.published && !this.hasOverlays && step.do !== 'rollback';
    const place = this.place(app, environment) ?? (canAdd ? { ran: [], line: [] } : undefined);
    if (place === undefined) return { refused: 'not-published' };
    const wanted = this.wanted(step, place);
    if ('refused' in wanted || wanted.runs === place.ran.at(-1)) return wanted;
    if (!step.force && this.isNew(step, place, wanted.runs)) return { refused: 'never-ran' };
    this.places.set(`${app} ${environment}`, place);
    moveTo(place, wanted.runs, step.do === 'rollback' && place.line.includes(wanted.runs));
    return wanted;
  }

  private wanted(step: Move, { line }: Place): Expected {
    const { app, environment } = step;
    switch (step.do) {
      case 'set':
        return { runs: step.tag };
      case 'promote': {
        if (ENVIRONMENTS.indexOf(step.from) >= ENVIRONMENTS.indexOf(environment)) return { refused: 'wrong-way' };
        const runs = this.place(app, step.from)?.ran.at(-1);
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

  private isNew(step: Move, { ran }: Place, tag: string): boolean {
    if (step.do === 'rollback') return !ran.includes(tag);
    const before = ENVIRONMENTS[ENVIRONMENTS.indexOf(step.environment) - 1];
    const commit = commitOf(step.environment, tag);
    return before !== undefined && this.place(step.app, before)?.ran.includes(`${before}-${commit}`) !== true;
  }

  private place(app: string, environment: string): Place | undefined {
    return this.places.get(`${app} ${environment}`);
  }
}

function moveTo(place: Place, tag: string, goesBack: boolean): void {
  if (place.ran.at(-1) === tag) return;
  place.ran.push(tag);
  if (goesBack) place.line = place.line.slice(0, place.line.lastIndexOf(tag));
  place.line.push(tag);
}

function commitOf(environment: string, tag: string): string | undefined {
  const [, commit] = new RegExp(`^${environment}-([0-9a-f]{7})$`).exec(tag) ?? [];
  return commit === '0000000' ? undefined : commit;
}

function isLegal(environment: string, tag: string): boolean {
  return commitOf(environment, tag) !== undefined || (environment === 'dev' && tag === 'latest');
}
