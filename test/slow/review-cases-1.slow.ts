import { checkReviewCases } from '../support/check-review-cases';

describe('reviews of edits', () => checkReviewCases(0, 2));
