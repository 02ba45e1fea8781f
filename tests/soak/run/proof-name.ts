import {basename} from 'node:path'
import type {TestContext} from 'vitest'

/** A proof is called as its file is. */
export const proofName = (task: TestContext['task']): string => basename(task.file.filepath, '.ts')
