export { digest } from '@goldenpath/files';
