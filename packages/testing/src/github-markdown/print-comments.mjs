// Prints the comment that scripts/ci makes of each of several reviews (JSON on stdin: a list of reviews, and what is known of the run).
import { text } from 'node:stream/consumers';
import { comment } from '../../../../scripts/ci/review-comment.mjs';

const { reviews, run } = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(reviews.map((review) => comment(review, run))));
