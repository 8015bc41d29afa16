// Builds the two programs: the authorization plugin first, because the command-line tool carries its text.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { tsImport } from 'tsx/esm/api'

const common = {
  bundle: true,
  platform: 'node',
  target: 'node18.19',
  legalComments: 'none',
  logLevel: 'warning',
}

await rm('dist', { recursive: true, force: true })

await build({
  ...common,
  entryPoints: { denyusernshost: 'src/authz/main.ts' },
  outdir: 'dist',
  // Installed without an extension, where every supported Node reads CommonJS.
  format: 'cjs',
  // Admins and reviewers read the installed file: it stays readable.
  minify: false,
})

await build({
  ...common,
  entryPoints: { 'userns-harden': 'src/cli/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  // A command loads only what it needs: `--help` neither reads zod nor the plugin's text.
  splitting: true,
  // Some packages' CommonJS form cannot be bundled (jsonc-parser); their modules can.
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  loader: { '.service': 'text', '.socket': 'text', '.conf': 'text', '.yaml': 'text' },
  plugins: [textOf('denyusernshost.js')],
  // execa and yaml reach for require(); an ES module has none of its own.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
})
await chmod('dist/denyusernshost.js', 0o755)
await writeManual()
await writeSchemas()

/** What editors check a profile with, and what programs can rely on in the JSON that commands print. */
async function writeSchemas() {
  const entry = `export { profileJsonSchema } from "./src/profile/json-schema.ts"
    export { documentJsonSchemas } from "./src/documents/json-schemas.ts"`
  const { outputFiles } = await build({
    ...common,
    stdin: { contents: entry, resolveDir: process.cwd() },
    format: 'esm',
    write: false,
  })
  const program = Buffer.from(outputFiles[0].contents).toString('base64')
  const schemas = await import(`data:text/javascript;base64,${program}`)
  await mkdir('dist/schemas')
  await writeSchema('dist/profile.schema.json', schemas.profileJsonSchema())
  for (const [name, schema] of schemas.documentJsonSchemas())
    await writeSchema(`dist/schemas/${name}.schema.json`, schema)
}

async function writeSchema(path, schema) {
  await writeFile(path, `${JSON.stringify(schema, undefined, 2)}\n`)
}

/** The man page and the scripts for completion, from the tree of commands that the tool itself parses by. */
async function writeManual() {
  const { manual } = await tsImport('../src/manual/index.ts', import.meta.url)
  await mkdir('dist/completion')
  for (const [path, text] of Object.entries(manual(await readFile('CHANGELOG.md', 'utf8')))) {
    await writeFile(`dist/${path}`, text)
  }
}

/** Hands a file that is imported by this name over as text, whatever its extension. */
function textOf(name) {
  return {
    name: 'text-of-plugin',
    setup(builder) {
      builder.onLoad(
        { filter: new RegExp(`dist/${name.replace('.', '\\.')}$`) },
        async ({ path }) => ({
          contents: await readFile(path, 'utf8'),
          loader: 'text',
        }),
      )
    },
  }
}
