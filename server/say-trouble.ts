/** `sayTrouble`: what the store met, in words for the log. */
import type {Logger} from 'pino'
import type {StorageTrouble} from './errors.ts'

const words: Readonly<Record<StorageTrouble, string>> = {
  'storage-full': 'the disk is full: reading goes on, nothing can be saved; make room, and writing goes on by itself',
  'storage-failed': 'the disk does not take changes: look at the disk and at its rights (dmesg); writing goes on by itself when it is mended',
  'storage-damaged': 'the database is damaged: stop the server, copy the folder aside, and restore it from a backup',
}

export function sayTrouble(log: Logger, dataFolder: string): (trouble: StorageTrouble | undefined, code: string) => void {
  return (trouble, code) => {
    if (trouble === undefined) log.info({dataFolder}, 'the storage takes changes again')
    else log.error({dataFolder, code}, `${dataFolder}: ${words[trouble]}`)
  }
}
