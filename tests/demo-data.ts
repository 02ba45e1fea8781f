/** The demo company as a server that was stopped left it: loaded once for a stage (`load-demo.ts`), and copied wherever a first start is not what is tested. */
import {cp} from 'node:fs/promises'

export const demoVariable = 'ESPALIER_TEST_DEMO'

/** Into a folder that is empty or not there yet. Throws where the stage loaded none. */
export async function copyDemo(folder: string): Promise<void> {
  const loaded = process.env[demoVariable]
  if (!loaded) throw new Error(`${demoVariable}: expected the folder that tests/load-demo.ts made; name that file as a globalSetup of the stage's vitest.config.ts`)
  await cp(loaded, folder, {recursive: true})
}
