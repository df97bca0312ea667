export { isList, isMap, isSame, type JsonMap, ownValue } from '@goldenpath/extension';
