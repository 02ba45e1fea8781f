/** Keys that work wherever the person is not typing, and the clipboard. */
import {isComposing} from '../../snippets/index.ts'
import type {Editor} from '../state/create-editor.ts'

/** Returns the way to stop. */
export function listenToKeys(editor: Editor): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const command = (event.ctrlKey || event.metaKey) && !event.altKey
    if (event.defaultPrevented || isModal()) return
    const key = event.key.toLowerCase()
    // Typing has an undo of its own, as long as there is something typed to take back.
    if (command && (key === 'z' || key === 'y') && !isTyping(event)) {
      event.preventDefault()
      if (key === 'y' || event.shiftKey) editor.redo()
      else editor.undo()
      return
    }
    if (command && key === 's') {
      event.preventDefault()
      editor.say('info', 'Everything is saved as you go. Publish makes it live.')
      return
    }
    const {selected} = editor.store.get()
    if (isTyping(event) || selected === null) return
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
    if (isTyping(event) || isModal() || !document.getSelection()?.isCollapsed) return
    const text = editor.copy()
    const {selected} = editor.store.get()
    if (text === undefined || selected === null) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    if (event.type === 'cut') editor.remove(selected)
    else editor.say('info', 'Copied.')
  }

  const onPaste = (event: ClipboardEvent): void => {
    if (isTyping(event) || isModal()) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text === '') return
    event.preventDefault()
    if (!editor.paste(text)) editor.say('info', 'What is on the clipboard is no part of a page.')
  }

  document.addEventListener('keydown', onKey)
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', onCopy)
  document.addEventListener('paste', onPaste)
  return () => {
    document.removeEventListener('keydown', onKey)
    document.removeEventListener('copy', onCopy)
    document.removeEventListener('cut', onCopy)
    document.removeEventListener('paste', onPaste)
  }
}

const nudges = {ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in'} as const

const isModal = (): boolean => document.querySelector('dialog[open]') !== null

const isInOutline = (event: Event): boolean => event.target instanceof Element && event.target.closest('[role="tree"]') !== null

function isTyping(event: Event): boolean {
  const [target] = event.composedPath()
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}
