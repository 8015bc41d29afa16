// Builds the programs: the authorization plugin and what an image runs at its first boot before the command-line tool, which
// carries their texts.
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

const tool = {
  ...common,
  outdir: 'dist',
  // Some packages' CommonJS form cannot be bundled (jsonc-parser); their modules can.
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  loader: { '.service': 'text', '.socket': 'text', '.conf': 'text', '.yaml': 'text' },
}

await build({
  ...tool,
  entryPoints: { 'first-boot': 'src/cli/first-boot.ts' },
  // One file without an extension in an image, as the plugin is.
  format: 'cjs',
  // It is not there yet itself, and never asked for by a host that runs; nor is a question by one that nobody sits at.
  plugins: [textOf('denyusernshost.js'), without('first-boot.js'), without('ask.ts')],
})

await build({
  ...tool,
  entryPoints: { 'userns-harden': 'src/cli/main.ts' },
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  // A command loads only what it needs: `--help` neither reads zod nor the plugin's text.
  splitting: true,
  plugins: [textOf('denyusernshost.js'), textOf('first-boot.js')],
  // execa and yaml reach for require(); an ES module has none of its own.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
})
for (const program of ['denyusernshost', 'first-boot']) await chmod(`dist/${program}.js`, 0o755)
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

/** Leaves out what is imported by such a name. */
function without(name) {
  return {
    name: `without-${name}`,
    setup(builder) {
      const filter = new RegExp(`/${name.replaceAll('.', '\\.')}$`)
      builder.onResolve({ filter }, ({ path }) => ({ path, namespace: name }))
      builder.onLoad({ filter: /./, namespace: name }, () => ({
        contents: 'export default undefined',
      }))
    },
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
