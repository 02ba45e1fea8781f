/** Keys: those of the history wherever nothing is half typed, those of parts and the clipboard where parts are. */
import {isComposing} from '../../snippets/index.ts'
import type {Editor} from '../state/create-editor.ts'
import {keepTyped, typedIn} from './typing.ts'

/** Returns the way to stop. */
export function listenToKeys(editor: Editor): () => void {
  let pressed: EventTarget | null = null
  const onPress = (event: Event): void => {
    pressed = event.target
  }

  /** Keys mean the selected part where parts are: on the canvas and in the outline. Elsewhere they mean what has the focus. */
  const isAtParts = ({target}: Event): boolean => {
    const at = target === document.body ? pressed : target
    return at instanceof Element && at.closest('.stage, [role="tree"]') !== null && at.closest('button, a, input, select, textarea') === null
  }

  const onKey = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const command = (event.ctrlKey || event.metaKey) && !event.altKey
    if (event.defaultPrevented || isModal()) return
    const key = letterOf(event)
    if (command && (key === 'z' || key === 'y')) {
      const forward = key === 'y' || event.shiftKey
      const {undo, redo} = editor.store.get().history
      // A box has an undo of its own as long as something is half typed in it.
      if (isTyping(event) && (typedIn(event.target) !== false || (forward ? redo : undo).length === 0)) return
      event.preventDefault()
      if (forward) editor.redo()
      else editor.undo()
      return
    }
    if (command && key === 's') {
      event.preventDefault()
      keepTyped()
      editor.say('info', 'Everything is saved as you go. Publish makes it live.')
      return
    }
    const {selected} = editor.store.get()
    if (selected === null || isTyping(event) || !isAtParts(event)) return
    if (command && key === 'd') {
      event.preventDefault()
      editor.duplicate(selected)
    } else if (!command && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault()
      editor.remove(selected)
    } else if (event.altKey && event.key in nudges && !isInOutline(event)) {
      event.preventDefault()
      editor.nudge(selected, nudges[event.key as keyof typeof nudges])
    }
  }

  const onCopy = (event: ClipboardEvent): void => {
    if (isTyping(event) || isModal() || !isAtParts(event) || !document.getSelection()?.isCollapsed) return
    const text = editor.copy()
    const {selected} = editor.store.get()
    if (text === undefined || selected === null) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    if (event.type === 'cut') editor.remove(selected)
    else editor.say('info', 'Copied.')
  }

  const onPaste = (event: ClipboardEvent): void => {
    if (isTyping(event) || isModal() || !isAtParts(event)) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text === '') return
    event.preventDefault()
    if (!editor.paste(text)) editor.say('info', 'What is on the clipboard is no part of a page.')
  }

  document.addEventListener('pointerdown', onPress, true)
  document.addEventListener('keydown', onKey)
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', onCopy)
  document.addEventListener('paste', onPaste)
  return () => {
    document.removeEventListener('pointerdown', onPress, true)
    document.removeEventListener('keydown', onKey)
    document.removeEventListener('copy', onCopy)
    document.removeEventListener('cut', onCopy)
    document.removeEventListener('paste', onPaste)
  }
}

const nudges = {ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in'} as const

/** On a layout whose letters are not Latin, the letter that stands on the key elsewhere. */
const letterOf = ({key, code}: KeyboardEvent): string => /^[a-z]$/i.test(key) ? key.toLowerCase() : /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key.toLowerCase()

const isModal = (): boolean => document.querySelector('dialog[open]') !== null

const isInOutline = (event: Event): boolean => event.target instanceof Element && event.target.closest('[role="tree"]') !== null

function isTyping(event: Event): boolean {
  const [target] = event.composedPath()
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}
