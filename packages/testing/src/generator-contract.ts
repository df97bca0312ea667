import { assertSafePath, fileSet, type GeneratedFile } from '@goldenpath/files';
import type { FleetFacts } from '@goldenpath/model';
import { deepFreeze, withKeysReversed } from './frozen';

/** A generator as the contract sees it: the facts of a fleet in, files out. */
export interface Generator {
  readonly name: string;
  readonly generate: (fleet: FleetFacts) => GeneratedFile[];
  /**
   * Whether it makes one file of all applications, which therefore differs with them.
   *
   * @default false
   */
  readonly ofWholeFleet?: boolean;
}

/** What every generator must do; registers its tests. `facts` gives the facts of a fleet that uses everything. */
export function describeGeneratorContract({ name, generate, ofWholeFleet }: Generator, facts: () => FleetFacts): void {
  const made = () => fileSet(generate(facts()));

  describe(`the generator of ${name}`, () => {
    it('makes something', () => {
      expect(made()).not.toEqual([]);
    });

    it('makes the same bytes again', () => {
      expect(fileSet(generate(facts()))).toEqual(made());
    });

    it('makes the same bytes of a copy of the facts', () => {
      expect(fileSet(generate(structuredClone(facts())))).toEqual(made());
    });

    it('makes the same bytes of facts that came through JSON, as to a worker', () => {
      expect(fileSet(generate(JSON.parse(JSON.stringify(facts())) as FleetFacts))).toEqual(made());
    });

    it('makes the same bytes whichever order applications and environments come in', () => {
      expect(fileSet(generate(inOtherOrder(facts())))).toEqual(made());
    });

    it('makes the same bytes whichever order the keys of the facts are in', () => {
      expect(fileSet(generate(withKeysReversed(facts())))).toEqual(made());
    });

    it('leaves the facts as they were', () => {
      const before = structuredClone(facts());
      const frozen = deepFreeze(structuredClone(before));
      expect(fileSet(generate(frozen))).toEqual(made());
      expect(frozen).toEqual(before);
    });

    it('gives each file a safe path of its own and well-formed text', () => {
      const files = generate(facts());
      for (const { path } of files) expect(() => assertSafePath(path)).not.toThrow();
      expect(() => fileSet(files)).not.toThrow();
      for (const { content } of files) {
        expect(content).not.toBe('');
        expect(content).not.toContain('\r');
        // Half a surrogate pair does not survive this.
        expect(Buffer.from(content, 'utf8').toString('utf8')).toBe(content);
      }
    });

    if (ofWholeFleet === true) return;
    it('makes of each application alone what it makes of it among others', () => {
      const { platform, apps } = facts();
      const alone = new Map(
        apps.flatMap((app) => generate({ platform, apps: [app] })).map((file) => [file.path, file]),
      );
      expect([...alone.keys()].sort()).toEqual(made().map(({ path }) => path));
      for (const file of made()) expect(alone.get(file.path)).toEqual(file);
    });
  });
}

/** The same fleet with reversed lists, where the order does not affect the output. */
function inOtherOrder({ platform, apps }: FleetFacts): FleetFacts {
  return {
    platform: { ...platform, environments: platform.environments.toReversed() },
    apps: apps.toReversed().map((app) => ({
      ...app,
      general: app.general.toReversed(),
      environments: app.environments.toReversed(),
    })),
  };
}
