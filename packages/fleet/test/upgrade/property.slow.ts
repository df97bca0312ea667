import fc from 'fast-check';
import { mergeTexts } from '@goldenpath/git';
import {
  planUpgrade,
  recordFile,
  type GeneratedRecord,
  type TeamFile,
  type TeamRepository,
} from '@goldenpath/scaffold';
import type { GeneratedFile } from '@goldenpath/files';
import { PLAIN_ENV } from '@goldenpath/testing/git';

/** Edits of a text of numbered lines: lines that are removed, and lines that are added before one. */
const edited = fc.record({
  removed: fc.uniqueArray(fc.nat(11), { maxLength: 4 }),
  added: fc.uniqueArray(fc.nat(12), { maxLength: 4 }),
});
const style = fc.record({ windows: fc.boolean(), lastLineEnd: fc.boolean() });

const BASE = Array.from({ length: 12 }, (_, line) => `line ${line}`);

function textOf({ removed, added }: { removed: readonly number[]; added: readonly number[] }, who: string): string[] {
  return [...BASE.keys(), BASE.length].flatMap((at) => [
    ...(added.includes(at) ? [`${who} ${at}`] : []),
    ...(at === BASE.length || removed.includes(at) ? [] : [BASE[at] ?? '']),
  ]);
}

const file = (lines: readonly string[]): GeneratedFile => ({
  path: 'a.ts',
  content: `${lines.join('\n')}\n`,
  ownership: 'once',
});

function repositoryWith(content: Buffer): TeamRepository {
  const found: TeamFile = { kind: 'file', content, mode: 0o644, isCommitted: true };
  return {
    fileAt: (path) => Promise.resolve(path === 'a.ts' ? found : { kind: 'absent' }),
    merge: ({ team, base, generated }) =>
      mergeTexts({ ours: team, base, theirs: generated, labels: ['this repository', 'last', 'now'] }, PLAIN_ENV),
    inOtherCase: () => Promise.resolve(undefined),
    committed: () => Promise.resolve(undefined),
    others: () => Promise.resolve(new Map()),
    renames: () => Promise.resolve(new Map()),
  };
}

const recordOf = (one: GeneratedFile) => JSON.parse(recordFile('web', [one]).content) as GeneratedRecord;

test('no line of the team is lost, no removed line comes back without a conflict, and a second upgrade changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(edited, edited, style, async (team, template, { windows, lastLineEnd }) => {
      const teamLines = textOf(team, 'team');
      const end = windows ? '\r\n' : '\n';
      const content = Buffer.from(teamLines.join(end) + (lastLineEnd ? end : ''));
      const [before, now] = [file(BASE), file(textOf(template, 'template'))];
      const repository = repositoryWith(content);
      const generated = [now, recordFile('web', [now])];
      const { files, steps } = await planUpgrade({ record: recordOf(before), generated }, repository);
      const after = steps.find(({ path }) => path === 'a.ts')?.content ?? content;
      const lines = after.toString().split(/\r?\n/);
      for (const line of teamLines.filter((one) => one.startsWith('team'))) expect(lines).toContain(line);
      const isConflict = files.some(({ path, change }) => path === 'a.ts' && change === 'conflict');
      if (isConflict) return;
      for (const at of team.removed) expect(lines).not.toContain(`line ${at}`);
      for (const at of template.added) expect(lines).toContain(`template ${at}`);
      for (const at of template.removed) expect(lines).not.toContain(`line ${at}`);
      const again = await planUpgrade({ record: recordOf(now), generated }, repositoryWith(after));
      expect(again.steps.filter(({ path }) => path === 'a.ts')).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
