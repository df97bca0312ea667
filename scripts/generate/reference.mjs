export function referencePages() { return {}; }
