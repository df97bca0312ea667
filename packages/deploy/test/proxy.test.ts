import { proxyFor } from '@goldenpath/deploy';

const SITE = 'https://releases.example.org/terraform';

test.each<[string, Record<string, string>, string | undefined]>([
  ['no proxy', {}, undefined],
  ['the one for https', { HTTPS_PROXY: 'http://a:1', HTTP_PROXY: 'http://b:1' }, 'http://a:1'],
  ['the small letters', { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, 'http://a:1'],
  ['the one for all', { ALL_PROXY: 'http://a:1' }, 'http://a:1'],
  ['not the one for http', { HTTP_PROXY: 'http://a:1' }, undefined],
  ['an exception by its suffix', { HTTPS_PROXY: 'http://a:1', NO_PROXY: 'x.org, .example.org' }, undefined],
  ['an exception for all', { HTTPS_PROXY: 'http://a:1', no_proxy: '*' }, undefined],
  ['an exception for another', { HTTPS_PROXY: 'http://a:1', NO_PROXY: 'ample.org' }, 'http://a:1'],
  ['an empty variable', { HTTPS_PROXY: '' }, undefined],
])('%s', (_, env, expected) => {
  expect(proxyFor(SITE, env)).toBe(expected);
});
