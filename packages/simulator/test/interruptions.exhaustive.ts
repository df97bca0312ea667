import { accountOf, exampleStacks } from './support/example-stacks';
import { Workbench, type Run } from './support/terraform';

const all = exampleStacks();
const accountId = accountOf(all);

/** Stacks that need no other: of the platform, and of an application. */
const names = ['platform-prod', 'app-user-service'];

async function open(name: string, nth?: number): Promise<Workbench> {
  const stack = all[name];
  if (stack === undefined) throw new Error(`The example fleet has no stack ${name}.`);
  const bench = await Workbench.open(
    { [name]: stack },
    { accountId, faults: nth === undefined ? [] : [{ kind: 'die', nth }] },
  );
  await bench.init(name);
  return bench;
}

async function applyOnce(name: string, nth?: number): Promise<{ bench: Workbench; run: Run }> {
  const bench = await open(name, nth);
  return { bench, run: await bench.apply(name) };
}

test.each(names)(
  '%s: dying at any operation, the next run converges',
  async (name) => {
    const whole = await applyOnce(name);
    const operations = whole.bench.simulator.changes;
    await whole.bench.simulator.stop();
    expect(whole.run).toMatchObject({ code: 0 });
    expect(operations).toBeGreaterThan(5);
    for (let nth = 1; nth <= operations; nth += 1) {
      const { bench, run } = await applyOnce(name, nth);
      expect([nth, run.code]).toEqual([nth, 1]);
      expect([nth, (await bench.apply(name)).code]).toEqual([nth, 0]);
      expect([nth, (await bench.plan(name)).code]).toEqual([nth, 0]);
      await bench.simulator.stop();
    }
  },
  120_000,
);
