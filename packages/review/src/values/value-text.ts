export { changeText, shorten, valueText } from '@goldenpath/extension';
