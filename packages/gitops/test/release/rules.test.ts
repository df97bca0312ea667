import fc from 'fast-check';
import { commitMessage } from '../../src/release/commit-message';
import { type MoveRequest, ReleaseError } from '@goldenpath/gitops';
import { planMove } from '../../src/release/plan-move';
import { type OverlayVersion, timeline } from '../../src/release/timeline';
import { type Expected, ReleaseModel, type Step } from '@goldenpath/testing/releases/model';
import { commit, overlayText, releasedApp } from './support/overlays';

const ENVIRONMENTS = ['dev', 'test', 'prod'];
const shop = releasedApp(ENVIRONMENTS);
type Move = Extract<Step, { force: boolean }>;

/** The overlays of one application with all of their versions, in memory. */
class Overlays {
  private readonly versions = new Map<string, OverlayVersion[]>();
  private commits = 0;

  constructor() {
    for (const overlay of shop.overlays)
      this.write(overlay.environment, overlayText(overlay, { newTag: overlay.initialTag }), []);
  }

  move({ do: kind, app: _, ...rest }: Move): Expected {
    const request = { kind, ...rest, ...(rest.force && { reason: 'because' }) } as MoveRequest;
    const known = {
      timeline: (at: (typeof shop.overlays)[number]) => timeline(at, this.versions.get(at.environment) ?? []),
      running: (at: (typeof shop.overlays)[number]) => known.timeline(at).records.at(-1)?.release,
    };
    try {
      const move = planMove(shop, request, known);
      const trailer = /^Goldenpath-Release: (.*)$/m.exec(commitMessage(move))?.[1] ?? '';
      this.write(move.overlay.environment, overlayText(move.overlay, move.to), [trailer]);
      return { runs: move.to.newTag ?? '' };
    } catch (error) {
      if (error instanceof ReleaseError) return { refused: error.reason };
      throw error;
    }
  }

  byHand(environment: string, tag: string): void {
    const overlay = shop.overlays.find((at) => at.environment === environment);
    if (overlay !== undefined) this.write(environment, overlayText(overlay, { newTag: tag }), []);
  }

  ran(): Record<string, (string | undefined)[]> {
    return Object.fromEntries(
      shop.overlays.map((at) => {
        const { records } = timeline(at, this.versions.get(at.environment) ?? []);
        return [`shop ${at.environment}`, records.map(({ release }) => release.newTag).reverse()];
      }),
    );
  }

  private write(environment: string, text: string, trailers: readonly string[]): void {
    const version = { commit: { ...commit(1, trailers), id: String(this.commits++) }, text };
    this.versions.set(environment, [...(this.versions.get(environment) ?? []), version]);
  }
}

const environment = fc.constantFrom(...ENVIRONMENTS);
const id = fc.constantFrom('1a2b3c4', '7654321', 'fedcba9');
const force = fc.integer({ min: 0, max: 5 }).map((of) => of === 0);
const fitting = fc.tuple(environment, id).map(([name, of]) => ({ environment: name, tag: `${name}-${of}` }));
const inDev = id.map((of) => ({ environment: 'dev', tag: `dev-${of}` }));
const odd = fc.record({ environment, tag: fc.constantFrom('latest', 'prod-0000000', 'v1', '', 'dev-1A2B3C4') });
const neighbours = fc.constantFrom({ from: 'dev', environment: 'test' }, { from: 'test', environment: 'prod' });
const forShop = (what: Step['do'], at: fc.Arbitrary<object>) =>
  fc.tuple(at, force).map(([rest, by]) => ({ do: what, app: 'shop', ...rest, force: by }));

const step = fc.oneof(
  { weight: 4, arbitrary: forShop('set', inDev) },
  { weight: 1, arbitrary: forShop('set', fitting) },
  { weight: 1, arbitrary: forShop('set', odd) },
  { weight: 5, arbitrary: forShop('promote', neighbours) },
  { weight: 1, arbitrary: forShop('promote', fc.record({ from: environment, environment })) },
  { weight: 3, arbitrary: forShop('rollback', fc.record({ environment })) },
  { weight: 1, arbitrary: forShop('rollback', fitting) },
  { weight: 1, arbitrary: forShop('rollback', odd) },
  { weight: 1, arbitrary: fitting.map((at) => ({ do: 'by-hand', app: 'shop', ...at })) },
) as fc.Arbitrary<Move | Extract<Step, { do: 'by-hand' }>>;

test('every request has the result of the model, and the history is what ran', () => {
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const overlays = new Overlays();
      const model = new ReleaseModel(['shop']);
      model.publish();
      for (const taken of steps) {
        if (taken.do === 'by-hand') {
          overlays.byHand(taken.environment, taken.tag);
          model.byHand(taken.app, taken.environment, taken.tag);
        } else {
          const expected = model.move(taken);
          expect([taken, overlays.move(taken)]).toEqual([taken, expected]);
          outcomes.add(`${taken.do} ${'refused' in expected ? expected.refused : 'done'}`);
        }
      }
      expect(overlays.ran()).toEqual(model.ran());
    }),
    { seed: 2, numRuns: 80 },
  );
  // Every possible result occurred.
  expect([...outcomes].sort()).toEqual([
    'promote done',
    'promote never-ran',
    'promote no-commit',
    'promote nothing-released',
    'promote wrong-way',
    'rollback done',
    'rollback illegal-tag',
    'rollback never-ran',
    'rollback nothing-before',
    'set done',
    'set illegal-tag',
    'set never-ran',
  ]);
});
