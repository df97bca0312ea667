// Real tools on a busy machine: a test that hangs ends all the same, and one that is only slow does not fail for it.
jest.setTimeout(300_000);
