import { componentLabels } from '@goldenpath/extension';

const orders = { labels: { app: 'orders', owner: 'sales' }, selector: { app: 'orders' } };

test('a component has a label that no application can have', () => {
  expect(componentLabels(orders, 'worker')).toEqual({
    labels: { app: 'orders.worker', owner: 'sales', 'app.kubernetes.io/component': 'worker' },
    selector: { app: 'orders.worker' },
  });
});

test('the longest component of the application with the longest name fits in a label', () => {
  const app = 'a'.repeat(50);
  const { selector } = componentLabels({ labels: { app }, selector: { app } }, 'b'.repeat(12));
  expect(selector['app']).toHaveLength(63);
});

test.each(['', '1st', 'Worker', 'worker-', 'a.b', 'b'.repeat(13)])('%j is not the name of a component', (name) => {
  expect(() => componentLabels(orders, name)).toThrow(`the component ${JSON.stringify(name)} needs a name of`);
});
