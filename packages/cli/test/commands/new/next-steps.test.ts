import { contextOf } from '../../context';
import { nextSteps } from '../../../src/commands/new/render';
import { testFolder } from '@goldenpath/testing/folders';

const shop = { name: 'shop', file: 'apps/shop/app.yaml', text: 'kind: stateless-app\nname: shop\n', isWritten: true };
const orders = { ...shop, text: 'kind: backend-app-rds\nname: shop\ndatabase:\n  name: shop\n' };
const COMMITTED = { '.github/CODEOWNERS': '', 'rds-catalog.yaml': '' };

const stepsIn = (files: Readonly<Record<string, string>>, created = shop): string =>
  nextSteps(created, contextOf(testFolder(files), false));

test('the next steps update the committed files of the fleet', () => {
  const steps = stepsIn(COMMITTED, orders);
  expect(steps).toContain('\n  npx goldenpath codeowners\n  npx goldenpath rds catalog\n');
  expect(steps).toContain('\n  git add apps/shop/app.yaml .github/CODEOWNERS rds-catalog.yaml && git commit');
});

test('an application without a database does not change the catalog of databases', () => {
  expect(stepsIn(COMMITTED)).not.toContain('rds catalog');
});

test('a fleet without committed files has no step for them', () => {
  const steps = stepsIn({}, orders);
  expect(steps).not.toMatch(/codeowners|rds catalog/);
  expect(steps).toContain('\n  git add apps/shop/app.yaml && git commit');
});
