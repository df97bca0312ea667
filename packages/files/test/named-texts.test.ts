import { NamedTexts } from '@goldenpath/files';

const NAMES = ['orders-api', 'a-very-much-longer-name-than-others', 'users-web-1'];

/** Makes the same text of three names, and counts how often it had to. */
function texts(make: (input: { readonly name: string; readonly description: string }) => string, names = NAMES) {
  let made = 0;
  const shared = new NamedTexts();
  const given = names.map((name) => ({ name, description: `What ${name} does.` }));
  const results = given.map((input) =>
    shared.text(input, input, (one) => {
      made += 1;
      return make(one);
    }),
  );
  return { results, expected: given.map(make), made };
}

test('a text is made for the first name, and once with placeholders', () => {
  const { results, expected, made } = texts(({ name, description }) =>
    JSON.stringify({ id: name, db: `u_${name.replaceAll('-', '_')}`, arn: `a:${name}/x`, description }),
  );
  expect(results).toEqual(expected);
  expect(made).toBe(2);
});

test.each<[string, (input: { readonly name: string }) => string]>([
  ['shortens names', ({ name }) => JSON.stringify(name.slice(0, 8))],
  ['hashes names', ({ name }) => JSON.stringify([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0))],
  ['writes names in capitals', ({ name }) => JSON.stringify(name.toUpperCase())],
  ['makes keys of names', ({ name }) => JSON.stringify({ [name]: 1 })],
  ['asks for the length of names', ({ name }) => JSON.stringify(name.length)],
])('every text of a function that %s is made from its own data', (_, make) => {
  const { results, expected } = texts(make);
  expect(results).toEqual(expected);
});

test.each(['on', 'registry', 'orders-1e300', 'app-name', 'a--b', 'Orders-api', 'orders_api'])(
  'the text of the name %s is made from its own data',
  (name) => {
    const { results, expected, made } = texts((input) => JSON.stringify(input), [...NAMES, ...NAMES, name]);
    expect(results).toEqual(expected);
    expect(made).toBe(3);
  },
);

test.each(['Costs ${money}', 'Two "words"', 'String Map Token Value', '1e300', 'über', 'id'])(
  'the description %s is not put in',
  (description) => {
    const shared = new NamedTexts();
    for (const name of [...NAMES, ...NAMES]) {
      const input = { name, id: name, description };
      const plain = { name, id: name, description: 'A plain description.' };
      expect(shared.text(input, input, (one) => JSON.stringify(one))).toBe(JSON.stringify(input));
      expect(shared.text(plain, plain, (one) => JSON.stringify(one))).toBe(JSON.stringify(plain));
    }
  },
);

describe('of teams', () => {
  const TEAMS = ['app-team', 'data-team', 'security-team', 'app-team', 'data-team'];

  /** Makes the same text for an application of each team. */
  function ofTeams(make: (input: { readonly name: string; readonly team: string }) => string) {
    let made = 0;
    const shared = new NamedTexts();
    const given = TEAMS.map((team, index) => ({ name: `orders-api-${index}`, team }));
    const results = given.map((input) =>
      shared.text(input, input, (one) => {
        made += 1;
        return make(one);
      }),
    );
    return { results, expected: given.map(make), made };
  }

  test('a text is made once for the first and once with placeholders', () => {
    const { results, expected, made } = ofTeams(({ name, team }) => JSON.stringify({ name, by: `${name} of ${team}` }));
    expect(results).toEqual(expected);
    expect(made).toBe(2);
  });

  test.each<[string, (input: { readonly team: string }) => string]>([
    ['compares teams', ({ team }) => JSON.stringify(team === 'app-team' ? 1 : 2)],
    ['makes keys of teams', ({ team }) => JSON.stringify({ [`access-${team}`]: 1 })],
    ['shortens teams', ({ team }) => JSON.stringify(team.slice(0, 6))],
  ])('every text of a function that %s is made from its own data', (_, make) => {
    const { results, expected } = ofTeams(make);
    expect(results).toEqual(expected);
  });

  test('an application with the name of its team is one of its own', () => {
    const shared = new NamedTexts();
    for (const team of [...TEAMS, 'orders-api'])
      for (const name of ['orders-api', team]) {
        const input = { name, team, note: 'app-team' };
        expect(shared.text(input, input, (one) => JSON.stringify(one))).toBe(JSON.stringify(input));
      }
  });
});

test('a name in a key of the data is left alone', () => {
  const shared = new NamedTexts();
  for (const name of [...NAMES, ...NAMES]) {
    const input = { [name]: name, other: 1 };
    expect(shared.text(input, { name }, (one) => JSON.stringify(one))).toBe(JSON.stringify(input));
  }
});
