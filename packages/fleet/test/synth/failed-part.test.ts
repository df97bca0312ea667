import { UserError } from '@goldenpath/errors';
import { PartError } from '@goldenpath/extension';
import { explainFailedPart } from '../../src/synth/failed-part';

const failing = (part: string) =>
  explainFailedPart(() => Promise.reject(new PartError(part, 'make the objects of shop in prod', new Error('no url'))));

test('an extension part that throws is an error of the user', async () => {
  await expect(failing('queue')).rejects.toThrow(UserError);
  await expect(failing('queue')).rejects.toThrow('The part queue cannot make the objects of shop in prod: no url.');
});

test('a built-in part that throws is a bug of ours', async () => {
  await expect(failing('route')).rejects.toThrow(PartError);
});

test('other errors are not changed', async () => {
  await expect(explainFailedPart(() => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
});
