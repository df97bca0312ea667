import fc from 'fast-check';
import { BrokenKustomizationError, readRelease, type Release, withRelease } from '@goldenpath/kustomize';

const DIGEST = `sha256:${'d'.repeat(64)}`;
const OTHER = `sha256:${'e'.repeat(64)}`;

const images = (...lines: string[]) => `kind: Kustomization\nimages:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const to = (text: string, release: Release) => withRelease(text, 'app', release, 'prod/kustomization.yaml');

test.each<[string, string, Release, string]>([
  [
    'as generated',
    images('- name: app', '  newName: r/app', '  newTag: prod-0000000'),
    { newTag: 'prod-1a2b3c4' },
    images('- name: app', '  newName: r/app', '  newTag: prod-1a2b3c4'),
  ],
  ['in double quotes', images('- {newTag: "v1", name: app}'), { newTag: 'v2' }, images('- {newTag: "v2", name: app}')],
  ['in single quotes', images("- {newTag: 'v1', name: app}"), { newTag: 'v2' }, images("- {newTag: 'v2', name: app}")],
  [
    'with comments',
    images('- name: app # a', '  newTag: v1 # b'),
    { newTag: 'v2' },
    images('- name: app # a', '  newTag: v2 # b'),
  ],
  [
    'that looks like a number',
    images('- name: app', '  newTag: v1'),
    { newTag: '1.10' },
    images('- name: app', "  newTag: '1.10'"),
  ],
  [
    'that is hostile',
    images('- name: app', '  newTag: v1'),
    { newTag: 'a, b: }\n#' },
    images('- name: app', '  newTag: "a, b: }\\n#"'),
  ],
  ['of nothing', images('- name: app', '  newTag:'), { newTag: 'v2' }, images('- name: app', '  newTag: v2')],
  ['of null', images('- name: app', '  newTag: ~'), { newTag: 'v2' }, images('- name: app', '  newTag: v2')],
  ['of nothing in a flow', images('- {name: app, newTag: }'), { newTag: 'v2' }, images('- {name: app, newTag: v2 }')],
  [
    'that is not there',
    images('- name: app # ours', '# end'),
    { newTag: 'v2' },
    images('- name: app # ours', '  newTag: v2', '# end'),
  ],
  ['that is not there in a flow', images('- {name: app}'), { newTag: 'v2' }, images('- {name: app, newTag: v2}')],
  [
    'that is not there, at the end',
    'images:\n- name: app',
    { newTag: 'v2', digest: DIGEST },
    `images:\n- name: app\n  newTag: v2\n  digest: ${DIGEST}`,
  ],
  [
    'that is an alias',
    'x: &t v1\nimages: [{name: app, newTag: *t}]\n',
    { newTag: 'v2' },
    'x: &t v1\nimages: [{name: app, newTag: v2}]\n',
  ],
  [
    'of the later entry',
    images('- {name: app, newName: r, newTag: v1}', '- {name: r, newTag: v2}'),
    { newTag: 'v3' },
    images('- {name: app, newName: r, newTag: v1}', '- {name: r, newTag: v3}'),
  ],
  [
    'of the entry that says it',
    images('- {name: app, newTag: v1}', '- {name: app, newName: r}'),
    { newTag: 'v3' },
    images('- {name: app, newTag: v3}', '- {name: app, newName: r}'),
  ],
  [
    'with a digest beside it',
    images('- name: app', `  digest: ${OTHER}`, '  newTag: v1'),
    { newTag: 'v2', digest: DIGEST },
    images('- name: app', `  digest: ${DIGEST}`, '  newTag: v2'),
  ],
  [
    'with a digest that goes',
    images('- name: app', `  digest: ${OTHER}`, '  newTag: v1'),
    { newTag: 'v2' },
    images('- name: app', '  newTag: v2'),
  ],
  [
    'with a first digest that goes',
    images(`- digest: ${OTHER}`, '  name: app', '  newTag: v1'),
    { newTag: 'v2' },
    images('- name: app', '  newTag: v2'),
  ],
  [
    'with a digest that goes, but not its comment',
    images('- name: app', `  digest: ${OTHER} # mine`, '  newTag: v1'),
    { newTag: 'v2' },
    images('- name: app', '   # mine', '  newTag: v2'),
  ],
  [
    'with a digest that goes from a flow',
    images(`- {name: app, digest: "${OTHER}", newTag: v1}`),
    { newTag: 'v2' },
    images('- {name: app, newTag: v2}'),
  ],
  [
    'in place of a digest',
    images(`- {name: app, digest: "${OTHER}"}`),
    { newTag: 'v2' },
    images('- {name: app, newTag: v2}'),
  ],
  [
    'in place of a digest in a block',
    images('- name: app', `  digest: ${OTHER}`, '# end'),
    { newTag: 'v2' },
    images('- name: app', '  newTag: v2', '# end'),
  ],
  [
    'in a file of Windows',
    images('- name: app', `  digest: ${OTHER}`, '  newTag: v1').replaceAll('\n', '\r\n'),
    { newTag: 'v2' },
    images('- name: app', '  newTag: v2').replaceAll('\n', '\r\n'),
  ],
  [
    'added to a file of Windows',
    images('- name: app').replaceAll('\n', '\r\n'),
    { newTag: 'v2' },
    images('- name: app', '  newTag: v2').replaceAll('\n', '\r\n'),
  ],
  [
    'after a byte order mark',
    `\uFEFF${images('- {name: app, newTag: v1}')}`,
    { newTag: 'v2' },
    `\uFEFF${images('- {name: app, newTag: v2}')}`,
  ],
  ['that is there already', images('- {name: app, newTag: v1}'), { newTag: 'v1' }, images('- {name: app, newTag: v1}')],
  ['of no release at all', images('- {name: app, newTag: v1}'), {}, images('- {name: app, newTag: v1}')],
])('moves a tag %s', (_, text, release, expected) => {
  expect(to(text, release)).toBe(expected);
});

test.each([
  ['nothing for the image', images('- name: another'), '"images" has no entry with the name "app"'],
  [
    'an anchor on the tag that another image uses',
    images('- {name: app, newTag: &t v1}', '- {name: b, newTag: *t}'),
    'shares an anchor',
  ],
  ['an entry that is an alias', 'x: &e {name: app, newTag: v1}\nimages: [*e]\n', 'shares an anchor'],
  ['images that are an alias', 'x: &i [{name: app, newTag: v1}]\nimages: *i\n', 'shares an anchor'],
  ['an anchor on the entry', 'images: [&e {name: app, newTag: v1}]\nx: *e\n', 'shares an anchor'],
  ['a document within itself', '&r\nimages: [{name: app, newTag: v1}]\nx: *r\n', 'shares an anchor'],
  ['a tag as a block', images('- name: app', '  newTag: |-', '    v1'), 'is written as a block'],
  ['a field of an explicit key', images('- name: app', '  ? newTag'), 'has no value of its own'],
  ['an empty tag with an anchor', images('- name: app', '  newTag: &t'), 'has no value of its own'],
])('refuses %s', (_, text, problem) => {
  expect(() => to(text, { newTag: 'v2' })).toThrow(BrokenKustomizationError);
  expect(() => to(text, { newTag: 'v2' })).toThrow(problem);
});

const value = fc
  .oneof(
    fc.stringMatching(/^[\w][\w.-]{0,20}$/),
    fc.constantFrom(
      '1.10',
      '0x1F',
      'true',
      '~',
      'null',
      'no',
      '1e3',
      '2024-01-01',
      '- a',
      'a: b',
      'a #b',
      "it's",
      '"q"',
      '{',
      ' ',
    ),
    fc.string({ minLength: 1, maxLength: 8 }),
  )
  .filter((text) => !['~', 'null', ''].includes(text));

const release = fc.oneof(
  fc.record({ newTag: value }),
  fc.record({ digest: fc.constantFrom(DIGEST, OTHER) }),
  fc.record({ newTag: value, digest: fc.constantFrom(DIGEST, OTHER) }),
);

/** One of the ways to write a field by hand. */
const style = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `"${text}"`,
  (text) => `'${text}'`,
  (text) => `!!str ${text}`,
  (text) => `&mine ${text}`,
);

const entry = fc
  .record({
    fields: fc.shuffledSubarray(['newName: r/app', 'newTag: v1', `digest: ${OTHER}`]),
    nameAt: fc.nat({ max: 3 }),
    style,
    isFlow: fc.boolean(),
    comments: fc.array(fc.constantFrom('', ' # comment', '  # {a: [b'), { minLength: 4, maxLength: 4 }),
    isSpaced: fc.boolean(),
  })
  .map(({ fields, nameAt, style: written, isFlow, comments, isSpaced }) => {
    const all = [...fields.slice(0, nameAt), 'name: app', ...fields.slice(nameAt)];
    const styled = all.map((field) => (field.startsWith('newTag') ? `newTag: ${written('v1')}` : field));
    const space = isSpaced ? ' ' : '';
    if (isFlow) return [`- {${space}${styled.join(`${space}, `)}${space}}${comments[0]}`];
    return styled.flatMap((field, index) => [
      `${index === 0 ? '- ' : '  '}${field}${comments[index] ?? ''}`,
      ...(isSpaced && index < styled.length - 1 ? ['', '  # on its own'] : []),
    ]);
  });

const overlay = fc
  .record({
    before: fc.subarray(['# first', 'kind: Kustomization', 'resources: [../../base]']),
    indent: fc.constantFrom('', '  ', '    '),
    around: fc.subarray(['- name: a', '- {name: b, newTag: v1}'], { minLength: 0 }),
    entry,
    after: fc.subarray(['', 'patches:', '  - path: deployment.yaml # last']),
    eol: fc.constantFrom('\n', '\r\n'),
    isEnded: fc.boolean(),
  })
  .map(({ before, indent, around, entry: lines, after, eol, isEnded }) => {
    const list = [...around.slice(0, 1), ...lines, ...around.slice(1)].map((line) =>
      line === '' ? '' : indent + line,
    );
    const rest = after.includes('  - path: deployment.yaml # last') && !after.includes('patches:') ? [] : after;
    return [...before, 'images:', ...list, ...rest].join(eol) + (isEnded ? eol : '');
  });

test('a written release is read back, whatever surrounds it, and nothing else changes', () => {
  fc.assert(
    fc.property(overlay, release, (text, wanted) => {
      const edited = to(text, wanted);
      const { newName, ...said } = readRelease(edited, 'app') ?? {};
      expect(said).toEqual(wanted);
      expect(newName).toBe(readRelease(text, 'app')?.newName);
      expect(others(edited)).toEqual(others(text));
      expect(lineEnds(edited)).toEqual(lineEnds(text));
    }),
    { numRuns: 300 },
  );
});

/** Everything except the entry's tag and digest: other images, comments, other fields. */
function others(text: string): string[] {
  const own = /(?:, |\b)(?:newTag|digest): *(?:!!str |&mine )?(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,}]*)/g;
  return text
    .split(/\r?\n/)
    .map((line) => (line.includes('name: b') ? line : line.replaceAll(own, '')))
    .map((line) => line.replaceAll(/[{\s,-]+/g, ' ').trim())
    .filter((line) => line !== '');
}

function lineEnds(text: string): string[] {
  return [...new Set(text.match(/\r?\n/g) ?? [])];
}

test('removing a field keeps comments on other lines', () => {
  const text = images('- name: app', '  # why', `  digest: ${OTHER}`, '  # and why not', '  newTag: v1');
  expect(to(text, { newTag: 'v1' })).toBe(images('- name: app', '  # why', '  # and why not', '  newTag: v1'));
});
