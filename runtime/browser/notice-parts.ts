/** What notices are made of. */

export function closeButton(close: () => void): HTMLElement {
  const button = element('button', {type: 'button', 'aria-label': 'Close'}, '×')
  button.addEventListener('click', close)
  return button
}

export function element(name: 'a' | 'button' | 'div' | 'span', attributes: Readonly<Record<string, string>>, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}
