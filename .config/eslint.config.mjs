import tseslint from 'typescript-eslint'

const defaultExport = 'A name given at the export is the same everywhere; import by name.'

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'test/golden/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: process.cwd() },
    },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: defaultExport },
        {
          selector:
            'ImportDeclaration[source.value=/^(fs|path|os|http|net|crypto|url|util|stream|child_process|module|readline|events|timers)(.promises)?$/]',
          message: 'Write node: before a built-in module.',
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Numbers in a message are what the reader wants to see.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['test/**/*.ts', '.config/*.ts'],
    rules: {
      // A describe block is a list of cases, not a function to read in one go.
      'max-lines-per-function': 'off',
      // In a test an absent value throws and fails the test, which is what it should do.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // vitest reads its configuration from a default export, and bundled text has no other.
    files: ['.config/vitest*.ts', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
