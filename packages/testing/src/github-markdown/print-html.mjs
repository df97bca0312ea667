// Prints the HTML of a list of Markdown texts (JSON on stdin), as the parser of GitHub Flavored Markdown makes it: these packages are
// modules, which Jest does not load. What GitHub allows of HTML is allowed here.
import { text } from 'node:stream/consumers';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const options = { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] };
const texts = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(texts.map((markdown) => micromark(markdown, options))));
