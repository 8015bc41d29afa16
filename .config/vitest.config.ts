import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** The build bundles unit files and the plugin's program as text; so do the tests. */
const asText = {
  name: 'as-text',
  enforce: 'pre' as const,
  load(id: string) {
    if (!/(\.(service|socket|conf|yaml)|dist\/(denyusernshost|first-boot)\.js)$/.test(id)) return
    return `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`
  },
}

export default defineConfig({
  plugins: [asText],
  test: {
    root: process.cwd(),
    include: ['test/unit/**/*.test.ts', 'test/fuzz/*.test.ts'],
    testTimeout: 20_000,
  },
})
