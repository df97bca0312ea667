import * as fs from 'node:fs';
import { join } from 'node:path';
import { outcomesText } from '@goldenpath/deploy';
import { actions, runHere, statuses } from './support/run';
import { stackTree, writeStacks } from './support/stacks';
import type { StackSketch } from './support/terraform-json';
import { gateIn, type Signal, signal } from './support/gate';
import { put, testdir } from './support/testdir';

const SLOW = 60_000;
const failing = { provisioner: [{ 'local-exec': { command: 'echo the cloud says no >&2; exit 1' } }] };

test(
  'create, then nothing, then update, replace and destroy, then destroy all',
  async () => {
    const network: StackSketch = {
      resources: { kept: { input: 'a' }, gone: { input: 'b' } },
      outputs: { id: '${terraform_data.kept.output}' },
    };
    const shop: StackSketch = {
      resources: { app: { input: 'v1' }, key: { input: 'k', triggers_replace: ['1'] } },
      dependsOn: ['network'],
    };
    const root = stackTree({ network, shop });
    const first = await runHere(root, 'deploy');
    expect(statuses(first)).toEqual({ network: 'applied', shop: 'applied' });
    expect(first.map(({ done }) => done.length)).toEqual([2, 2]);
    expect(statuses(await runHere(root, 'deploy'))).toEqual({ network: 'unchanged', shop: 'unchanged' });

    writeStacks(root, {
      network: { ...network, resources: { kept: { input: 'a' } } },
      shop: { ...shop, resources: { app: { input: 'v2' }, key: { input: 'k', triggers_replace: ['2'] } } },
    });
    const planned = await runHere(root, 'plan');
    expect(actions(planned)).toEqual([
      'destroy terraform_data.gone',
      'update terraform_data.app',
      'replace terraform_data.key',
    ]);
    expect(statuses(planned)).toEqual({ network: 'planned', shop: 'planned' });
    expect(actions(await runHere(root, 'deploy'))).toEqual(actions(planned));
    expect(statuses(await runHere(root, 'plan'))).toEqual({ network: 'unchanged', shop: 'unchanged' });

    const destroyed = await runHere(root, 'destroy');
    expect(destroyed.map(({ stack, status }) => [stack, status])).toEqual([
      ['shop', 'applied'],
      ['network', 'applied'],
    ]);
    expect(statuses(await runHere(root, 'destroy'))).toEqual({ network: 'unchanged', shop: 'unchanged' });
  },
  SLOW,
);

test(
  'a simulated run leaves the stacks’ own folders as they are',
  async () => {
    const root = stackTree({ a: { resources: { x: { input: 1 } } } });
    await runHere(root, 'deploy');
    expect(fs.readdirSync(join(root, 'stacks/a'))).toEqual(['cdk.tf.json']);
    expect(fs.readdirSync(join(root, 'simulated/states'))).toContain('a.tfstate');
  },
  SLOW,
);

test(
  'a stack that fails holds back what depends on it; the others are finished; the next run goes on from there',
  async () => {
    const sketches = (x: object) => ({
      bad: { resources: { good: { input: 1 }, x: { ...x, depends_on: ['terraform_data.good'] } } },
      above: { resources: { y: { input: 1 } }, dependsOn: ['bad'] },
      aside: { resources: { z: { input: 1 } } },
    });
    const root = stackTree(sketches(failing));
    const outcomes = await runHere(root, 'deploy');
    expect(statuses(outcomes)).toEqual({ bad: 'failed', above: 'held-back by bad', aside: 'applied' });
    const bad = outcomes.find(({ stack }) => stack === 'bad');
    expect(bad?.done).toEqual(['terraform_data.good']);
    expect(bad?.problems).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        address: 'terraform_data.x',
        summary: 'local-exec provisioner error',
      }),
    );
    expect(outcomesText(outcomes, { purpose: 'deploy', simulated: true })).toMatch(
      /^SIMULATED[^]*bad {2}FAILED[^]*above {2}not run: it depends on bad, which did not complete[^]*\(simulated\)\n$/,
    );
    writeStacks(root, sketches({ input: 2 }));
    expect(statuses(await runHere(root, 'deploy'))).toEqual({ bad: 'applied', above: 'applied', aside: 'unchanged' });
  },
  SLOW,
);

test(
  'what Terraform has against a stack is told with the resource',
  async () => {
    const root = stackTree({
      misspelt: { resources: { x: { inputt: 1 } } },
      dangling: { resources: { x: { input: '${terraform_data.nobody.id}' } } },
      unparsable: { resources: {} },
    });
    put(root, 'stacks/unparsable/cdk.tf.json', '{"resource":');
    const outcomes = await runHere(root, 'plan');
    expect(statuses(outcomes)).toEqual({ misspelt: 'failed', dangling: 'failed', unparsable: 'failed' });
    const summaries = Object.fromEntries(
      outcomes.map(({ stack, problems }) => [stack, problems.map(({ summary }) => summary)]),
    );
    expect(summaries['misspelt']).toEqual(['Extraneous JSON object property']);
    expect(summaries['dangling']).toEqual(['Reference to undeclared resource']);
    expect(summaries['unparsable']).toContain('Unclosed object');
  },
  SLOW,
);

test(
  'what is protected is not destroyed, nor what it needs; the refusal says which',
  async () => {
    const root = stackTree({
      network: { resources: { net: { input: 1 } } },
      data: { resources: { db: { input: 1, lifecycle: { prevent_destroy: true } } }, dependsOn: ['network'] },
      other: { resources: { x: { input: 1 } }, dependsOn: ['network'] },
    });
    await runHere(root, 'deploy');
    const outcomes = await runHere(root, 'destroy');
    expect(statuses(outcomes)).toEqual({ data: 'protected', other: 'applied', network: 'held-back by data' });
    const text = outcomesText(outcomes, { purpose: 'destroy', simulated: false });
    expect(text).toContain(
      'data  refused: it contains protected resources\n  error terraform_data.db: is protected from being destroyed\n',
    );
    expect(text).not.toContain('SIMULATED');
  },
  SLOW,
);

test(
  'a plan that nobody approves changes nothing; questions come one at a time',
  async () => {
    const root = stackTree({
      a: { resources: { x: { input: 1 } } },
      b: { resources: { x: { input: 1 } } },
      c: { resources: { x: { input: 1 } }, dependsOn: ['a'] },
    });
    const asked: string[] = [];
    let asking = 0;
    const approve = async ({ stack }: { readonly stack: string }) => {
      expect((asking += 1)).toBe(1);
      // A second question at the same time would be recorded here.
      await new Promise((resolve) => setImmediate(resolve));
      asking -= 1;
      asked.push(stack);
      return stack === 'b';
    };
    expect(statuses(await runHere(root, 'deploy', { approve, parallelism: 3 }))).toEqual({
      a: 'declined',
      b: 'applied',
      c: 'held-back by a',
    });
    expect(asked.sort()).toEqual(['a', 'b']);
    expect(statuses(await runHere(root, 'plan'))).toEqual({ a: 'planned', b: 'unchanged', c: 'planned' });
  },
  SLOW,
);

test(
  'an interruption lets Terraform end what it does, and keeps its state whole',
  async () => {
    const root = testdir();
    const gate = gateIn(root);
    writeStacks(root, {
      a: { resources: { first: gate.resource, second: { input: 1, depends_on: ['terraform_data.first'] } } },
      b: { resources: { x: { input: 1 } }, dependsOn: ['a'] },
    });
    const interrupter = new AbortController();
    const run = runHere(root, 'deploy', { interrupt: interrupter.signal });
    await gate.reached();
    // The gate stays closed: Terraform itself stops the command that the resource waits for.
    interrupter.abort();
    expect(statuses(await run)).toEqual({ a: 'interrupted', b: 'interrupted' });
    expect(fs.existsSync(join(root, 'simulated/states/.a.tfstate.lock.info'))).toBe(false);
    expect(() => JSON.parse(fs.readFileSync(join(root, 'simulated/states/a.tfstate'), 'utf8'))).not.toThrow();
    writeStacks(root, {
      a: { resources: { first: {}, second: { input: 1 } } },
      b: { resources: { x: { input: 1 } }, dependsOn: ['a'] },
    });
    expect(statuses(await runHere(root, 'deploy'))).toEqual({ a: 'applied', b: 'applied' });
  },
  SLOW,
);

test(
  'two deploys that planned the same change: one applies it, the other finds nothing left to do',
  async () => {
    const root = stackTree({ a: { resources: { x: { input: 1 } } } });
    const planned = [signal(), signal()] as const;
    const deploy = (own: Signal) =>
      runHere(root, 'deploy', {
        approve: async () => {
          own.give();
          await Promise.all(planned.map(({ given }) => given));
          return true;
        },
      });
    const both = await Promise.all(planned.map(deploy));
    expect(both.flat().map(({ problems }) => problems)).toEqual([[], []]);
    expect(
      both
        .flat()
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['applied', 'unchanged']);
    expect(statuses(await runHere(root, 'plan'))).toEqual({ a: 'unchanged' });
  },
  SLOW,
);

test(
  'a stale plan is applied when the new plan changes exactly what was approved',
  async () => {
    const root = stackTree({ a: { resources: { x: { input: 1 } } } });
    await runHere(root, 'deploy');
    writeStacks(root, { a: { resources: { x: { input: 2 } } } });
    let asked = 0;
    const approve = () => {
      asked += 1;
      // The state as another run leaves it after a refresh.
      const file = join(root, 'simulated/states/a.tfstate');
      const state = JSON.parse(fs.readFileSync(file, 'utf8')) as { serial: number };
      fs.writeFileSync(file, JSON.stringify({ ...state, serial: state.serial + 1 }));
      return Promise.resolve(true);
    };
    expect(statuses(await runHere(root, 'deploy', { approve }))).toEqual({ a: 'applied' });
    expect(asked).toBe(1);
    expect(statuses(await runHere(root, 'plan'))).toEqual({ a: 'unchanged' });
  },
  SLOW,
);

test(
  'a stale plan whose new plan changes something else is not applied',
  async () => {
    const sketch = (name: string) => ({ a: { resources: { [name]: { input: 1 } } } });
    const root = stackTree(sketch('approved'));
    const approve = async () => {
      writeStacks(root, sketch('other'));
      expect(statuses(await runHere(root, 'deploy'))).toEqual({ a: 'applied' });
      writeStacks(root, sketch('approved'));
      return true;
    };
    // The inner run replaces the copy of the stack in the simulated folder.
    const outcomes = await runHere(root, 'deploy', {
      approve: async () => {
        const copy = join(root, 'simulated/stacks/a/cdk.tf.json');
        const text = fs.readFileSync(copy, 'utf8');
        const answer = await approve();
        fs.writeFileSync(copy, text);
        return answer;
      },
    });
    expect(statuses(outcomes)).toEqual({ a: 'failed' });
    expect(outcomes[0]?.problems).toEqual([
      {
        severity: 'error',
        summary: 'Another run changed the state of stack `a` after this plan was made',
        detail: 'Nothing of the plan was applied. Review the new plan and run deploy again.',
      },
    ]);
    expect(outcomes[0]?.done).toEqual([]);
    expect(actions(outcomes)).toEqual(['create terraform_data.approved', 'destroy terraform_data.other']);
    expect(actions(await runHere(root, 'plan'))).toEqual(actions(outcomes));
  },
  SLOW,
);

test(
  'a state that stays locked is reported as locked',
  async () => {
    const root = testdir();
    const gate = gateIn(root);
    writeStacks(root, { a: { resources: { x: gate.resource } } });
    const first = runHere(root, 'deploy');
    await gate.reached();
    const [second] = await runHere(root, 'plan', { lockTimeout: 1 });
    gate.open();
    expect(second?.problems.map(({ summary }) => summary)).toEqual(['Error acquiring the state lock']);
    expect(statuses(await first)).toEqual({ a: 'applied' });
  },
  SLOW,
);

test(
  'no plan file is left anywhere',
  async () => {
    // Compared by name, because parallel runs have such folders as well.
    const made = jest.spyOn(jest.requireActual<typeof fs>('node:fs'), 'mkdtempSync');
    await runHere(stackTree({ a: { resources: { x: failing } } }), 'deploy');
    const folders = made.mock.results.map(({ value }) => String(value)).filter((folder) => folder.includes('-plan-'));
    made.mockRestore();
    expect(folders).toHaveLength(1);
    expect(folders.filter((folder) => fs.existsSync(folder))).toEqual([]);
  },
  SLOW,
);

test(
  'a simulated cloud whose folder is not writable is one clear error',
  async () => {
    const root = stackTree({ a: { resources: {} } });
    put(root, 'simulated', 'a file');
    await expect(runHere(root, 'plan')).rejects.toThrow('is not a folder');
  },
  SLOW,
);
