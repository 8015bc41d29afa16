import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

/** The schemas by the names of their files. */
export type DocumentName = 'run' | 'status' | 'verify' | 'denials' | 'denials-follow'

const validators = new Map<string, ValidateFunction>()

/**
 * Reads what a command printed with --json.
 *
 * @param folder where the published schemas are
 * @throws Error where that is no JSON, or not as its schema says
 */
export function publishedDocument(
  name: DocumentName,
  text: string,
  folder = 'dist/schemas',
): unknown {
  const document: unknown = JSON.parse(text)
  const validate = validatorOf(`${folder}/${name}.schema.json`)
  if (validate(document)) return document
  const wrong = validate.errors?.map(({ instancePath, message = '', params }) =>
    [instancePath || '/', message, JSON.stringify(params)].join(' '),
  )
  throw new Error(`Not as ${name}.schema.json says:\n${wrong?.join('\n') ?? ''}\n${text}`)
}

function validatorOf(path: string): ValidateFunction {
  const known = validators.get(path)
  if (known) return known
  const schema = JSON.parse(readFileSync(path, 'utf8')) as object
  const made = new Ajv2020({ allErrors: true }).compile(schema)
  validators.set(path, made)
  return made
}
