export { counted, listed } from '@goldenpath/extension';
