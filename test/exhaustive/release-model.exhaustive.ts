import fc from 'fast-check';
import type { ChangeOptions } from '@goldenpath/git';
import {
  type GitopsRequest,
  moveRelease,
  type MoveRequest,
  publishApps,
  publishedApps,
  releasedApp,
  ReleaseError,
  releaseHistory,
  releaseStatus,
} from '@goldenpath/gitops';
import { readRelease } from '@goldenpath/kustomize';
import { type CompleteFile, digest, openPublication, readCompleteTree } from '@goldenpath/output';
import { appManifests, readReleases } from '@goldenpath/manifests';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { RELEASED_PLATFORM } from '@goldenpath/testing/releases/fleet';
import { ENVIRONMENTS, type Expected, ReleaseModel, type Step } from '@goldenpath/testing/releases/model';
import { bareRepository, commitAs, GIT_ENV, pathsIn, textsIn, tipOf } from '@goldenpath/testing/releases/repository';

/** The sequences are the same each time; another number gives others. */
const SEED = 20_251_125;
const TIME_MS = 18_000;

const APPS = ['shop', 'till'] as const;
const COMMITS = ['1a2b3c4', '7654321', 'fedcba9'] as const;

/** Fleets that differ in how often each application runs, so that publishing has something to change. */
const fleets: FleetFacts[] = [];

beforeAll(async () => {
  for (const replicas of [1, 2]) {
    const apps = APPS.map((name) => [
      `apps/${name}/app.yaml`,
      JSON.stringify({ kind: 'stateless-app', name, description: name, owner: 'app-team', replicas }),
    ]);
    const folder = testFolder({ 'platform.yaml': JSON.stringify(RELEASED_PLATFORM), ...Object.fromEntries(apps) });
    fleets.push((await openFleet(folder)).facts);
  }
});

const OPTIONS: ChangeOptions = {
  env: GIT_ENV,
  now: () => Date.now(),
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

const app = fc.constantFrom(...APPS);
const environment = fc.constantFrom(...ENVIRONMENTS);
const commit = fc.constantFrom(...COMMITS);
const force = fc.integer({ min: 0, max: 4 }).map((of) => of === 0);
const fitting = environment.chain((name) => commit.map((id) => ({ environment: name, tag: `${name}-${id}` })));
const anyTag = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('latest', 'prod-0000000', 'v1.2', '', 'dev-1A2B3C4', 'test-1a2b3c45', 'x\ny'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const odd = fc.record({ environment, tag: anyTag });
const inDev = commit.map((id) => ({ environment: 'dev', tag: `dev-${id}` }));
const neighbours = fc.constantFrom({ from: 'dev', environment: 'test' }, { from: 'test', environment: 'prod' });

const forApp = (what: Step['do'], at: fc.Arbitrary<object>) =>
  fc.tuple(app, at, force).map(([name, rest, by]) => ({ do: what, app: name, ...rest, force: by }));

/** What mostly may be done, and now and then what may not. */
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('synth'), afresh: fc.boolean(), replicas: fc.nat({ max: 1 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'clone' }) },
  { weight: 3, arbitrary: fc.constant({ do: 'publish' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('comment'), app, environment }) },
  { weight: 1, arbitrary: fc.tuple(app, fitting).map(([name, at]) => ({ do: 'by-hand', app: name, ...at })) },
  { weight: 5, arbitrary: forApp('set', inDev) },
  { weight: 1, arbitrary: forApp('set', fitting) },
  { weight: 1, arbitrary: forApp('set', odd) },
  { weight: 6, arbitrary: forApp('promote', neighbours) },
  { weight: 1, arbitrary: forApp('promote', fc.record({ from: environment, environment })) },
  { weight: 3, arbitrary: forApp('rollback', fc.record({ environment })) },
  { weight: 1, arbitrary: forApp('rollback', fitting) },
) as fc.Arbitrary<Step>;

/** What mostly comes first; without it, there is little to promote and to roll back to. */
const FIRST: readonly Step[] = [
  { do: 'publish' },
  { do: 'set', app: 'shop', environment: 'dev', tag: `dev-${COMMITS[0]}`, force: false },
  { do: 'promote', app: 'shop', from: 'dev', environment: 'test', force: false },
  { do: 'synth', afresh: true, replicas: 1 },
  { do: 'set', app: 'shop', environment: 'dev', tag: `dev-${COMMITS[1]}`, force: false },
  { do: 'publish' },
  { do: 'promote', app: 'shop', from: 'test', environment: 'prod', force: false },
  { do: 'rollback', app: 'shop', environment: 'dev', force: false },
];

/** The GitOps repository, and the folder that is synthesised into. */
class RealRepository {
  readonly url = bareRepository();
  private readonly folder = testFolder();
  /** The synthesised files, by path. */
  private local = new Map<string, string>();
  private fleet = 0;

  async take(taken: Step): Promise<Expected | undefined> {
    switch (taken.do) {
      case 'synth':
        if (taken.afresh) this.local = new Map();
        this.fleet = taken.replicas;
        return this.synth();
      case 'clone':
        if (tipOf(this.url) !== '') this.local = textsIn(this.url, pathsIn(this.url));
        return undefined;
      case 'publish':
        return this.publish();
      case 'comment':
        return this.edit(taken, (text) => `# looked at\n${text}`);
      case 'by-hand':
        return this.edit(taken, (text) => text.replace(/newTag: .*/, `newTag: ${taken.tag}`));
      default:
        return this.move(taken);
    }
  }

  /** What the overlays of the repository say runs. */
  running(): Record<string, string> {
    const overlays = this.apps().flatMap(({ name, overlays: all }) =>
      all.map((at) => [`${name} ${at.environment}`, at] as const),
    );
    const texts =
      tipOf(this.url) === ''
        ? new Map<string, string>()
        : textsIn(
            this.url,
            overlays.map(([, { file }]) => file),
          );
    return Object.fromEntries(
      overlays.flatMap(([key, { file, image }]) => {
        const text = texts.get(file);
        return text === undefined ? [] : [[key, readRelease(text, image, file)?.newTag ?? '']];
      }),
    );
  }

  apps() {
    return this.facts().apps.map((facts) => releasedApp(facts, this.facts().platform, builtInRegistry));
  }

  private facts(): FleetFacts {
    const facts = fleets[this.fleet];
    if (facts === undefined) throw new Error('there are two fleets');
    return facts;
  }

  private async synth(): Promise<undefined> {
    const publication = await openPublication([{ root: this.folder }], { waitSeconds: 0 });
    for (const facts of this.facts().apps) {
      const files = appManifests(
        facts,
        builtInRegistry,
        readReleases(facts, builtInRegistry, (file) => this.local.get(file)),
      );
      publication.trees[0]?.stage(facts.name, JSON.stringify(files), files);
      for (const { path, content } of files) this.local.set(path, content);
    }
    publication.commit();
  }

  private async publish(): Promise<undefined> {
    if (this.local.size === 0) await this.synth();
    const { files } = readCompleteTree(this.folder, { withContent: true });
    await publishApps({ url: this.url, branch: 'main' }, this.request(files), OPTIONS);
  }

  private request(files: readonly CompleteFile[]): GitopsRequest {
    const { apps, platform } = this.facts();
    return {
      organisation: platform.organisation,
      layout: platform.gitops.layout,
      apps: publishedApps(apps, platform, files, builtInRegistry),
      removed: 'leavers',
      fleet: [...APPS],
      environments: [...ENVIRONMENTS],
      accept: [],
    };
  }

  /** Generates an application for its first release, as the commands do. */
  private publication(name: string): GitopsRequest {
    const files = this.facts().apps.flatMap((facts) =>
      appManifests(facts, builtInRegistry).map(({ path, ownership, content }) => ({
        path,
        unit: '',
        ownership,
        content: { text: content, digest: digest(Buffer.from(content)) },
      })),
    );
    const request = this.request(files);
    return { ...request, apps: request.apps.filter((each) => each.name === name), removed: [] };
  }

  private edit(at: { app: string; environment: string }, change: (text: string) => string): undefined {
    if (tipOf(this.url) === '') return;
    const file = `apps/${at.app}/deploy/overlays/${at.environment}/kustomization.yaml`;
    const text = textsIn(this.url, [file]).get(file);
    if (text === undefined) return;
    if (change(text) !== text) commitAs(this.url, 'Person', file, change(text));
  }

  private async move({
    do: kind,
    app: name,
    force: isForced,
    ...rest
  }: Extract<Step, { force: boolean }>): Promise<Expected> {
    const released = this.apps().find((candidate) => candidate.name === name);
    if (released === undefined) throw new Error(`${name} is in the fleet`);
    const request = { kind, ...rest, force: isForced, ...(isForced && { reason: 'because' }) } as MoveRequest;
    try {
      const { move } = await moveRelease({ url: this.url, branch: 'main' }, released, request, {
        ...OPTIONS,
        publication: () => Promise.resolve(this.publication(name)),
      });
      return { runs: move.to.newTag ?? '' };
    } catch (error) {
      if (error instanceof ReleaseError) return { refused: error.reason };
      throw error;
    }
  }
}

function expectedOf(model: ReleaseModel, taken: Step): Expected | undefined {
  switch (taken.do) {
    case 'synth':
    case 'clone':
    case 'comment':
      return undefined;
    case 'publish':
      model.publish();
      return undefined;
    case 'by-hand':
      model.byHand(taken.app, taken.environment, taken.tag);
      return undefined;
    default:
      return model.move(taken);
  }
}

test('after any order of synth, publish, release and rollback, the released version runs', async () => {
  const outcomes = new Map<string, number>();
  let sequences = 0;
  const end = performance.now() + TIME_MS;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
      // What has begun is finished; what is left is for a faster machine.
      if (performance.now() > end) return;
      const real = new RealRepository();
      const model = new ReleaseModel(APPS, false);
      for (const taken of [...(sequences % 4 === 1 ? [] : FIRST), ...steps]) {
        const expected = expectedOf(model, taken);
        const outcome = await real.take(taken);
        expect([taken, outcome]).toEqual([taken, expected]);
        expect(real.running()).toEqual(model.running());
        const what =
          outcome === undefined ? taken.do : `${taken.do} ${'refused' in outcome ? outcome.refused : 'done'}`;
        outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
      }
      sequences += 1;
      if (model.isPublished()) expect(await told(real)).toEqual({ running: model.running(), ran: model.ran() });
    }),
    { seed: SEED, numRuns: 1000, endOnFailure: true },
  );
  const counts = [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, times]) => `${what}: ${times}`);
  process.stdout.write(`${sequences} sequences of steps (seed ${SEED}). ${counts.join(', ')}\n`);
  expect(sequences).toBeGreaterThan(0);
});

/** What the commands tell of it. */
async function told(real: RealRepository) {
  const target = { url: real.url, branch: 'main' };
  const apps = real.apps();
  const statuses = await releaseStatus(target, apps, OPTIONS);
  const running = statuses.flatMap(({ app: name, environments }) =>
    environments.flatMap(({ overlay, release, problem }) =>
      problem === undefined ? [[`${name} ${overlay.environment}`, release.newTag]] : [],
    ),
  );
  const ran = apps.flatMap(({ name, overlays }) =>
    overlays.map(async (at) => {
      const records = await releaseHistory(target, at, OPTIONS);
      return [`${name} ${at.environment}`, records.map(({ release }) => release.newTag)] as const;
    }),
  );
  return {
    running: Object.fromEntries(running),
    ran: Object.fromEntries((await Promise.all(ran)).filter(([, tags]) => tags.length > 0)),
  };
}
