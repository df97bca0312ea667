export { goldenpathPlugin as default } from './plugin';
