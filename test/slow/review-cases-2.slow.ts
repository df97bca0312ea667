import { checkReviewCases } from '@goldenpath/testing/check-review-cases';

describe('reviews of edits', () => checkReviewCases(1, 2));
