import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The two suites of escapes take longest: begun last, one of two workers would idle for minutes. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = (file: TestSpecification) => file.moduleId.includes('/escapes')
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
