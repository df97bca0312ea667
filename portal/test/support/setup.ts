import { vi } from 'vitest';

// The mocks of Backstage are written for Jest.
Object.assign(globalThis, { jest: vi });
