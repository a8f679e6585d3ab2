import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Plugins written in Vue are tested from their sources.
  plugins: [vue()],
  test: {
    include: ['{contract,shared-ui,shell,services,scripts}/**/*.test.ts', 'agencies/*/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.data/**'],
    environment: 'node',
    globalSetup: ['./services/src/platform/testing-server.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
