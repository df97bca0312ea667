import { Cloud } from '../support/cloud';

describe('a random password', () => {
  const cloud = new Cloud('random', ['random_password', 'random_id']);

  test('follows its rules and is new each time it is opened', () => {
    const rules = { length: 20, special: false, min_numeric: 5 };
    const [one, other] = [1, 2].map(() => String(cloud.open('random_password', rules).state?.['result']));
    expect(one).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(String(one).replaceAll(/\D/g, '').length).toBeGreaterThanOrEqual(5);
    expect(other).not.toBe(one);
  });

  test('is stored in no account, and is replaced when an argument changes', () => {
    const state = cloud.make('random_password', { length: 16 });
    expect(cloud.account.types()).toEqual([]);
    expect(cloud.read('random_password', state)).toEqual(state);
    expect(cloud.plan('random_password', { length: 16 }, state)).toMatchObject({ state, replaces: [] });
    expect(cloud.plan('random_password', { length: 24 }, state).replaces).toEqual(['length']);
    expect(cloud.validate('random_password', { length: 0 })[0]).toContain('must be at least 1');
  });
});
