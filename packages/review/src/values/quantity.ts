export { quantityOf } from '@goldenpath/extension';
