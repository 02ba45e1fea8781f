import {expect, test} from 'vitest'
import {html} from './escape-html.ts'

test('escapes text and attributes, keeps what html made, joins lists and leaves out nothing', () => {
  const evil = `"><script>alert('1')</script>&`
  expect(html`<a title="${evil}">${evil}</a>`.text).toBe('<a title="&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;">&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;</a>')
  expect(html`${[html`<b>${1}</b>`, ' & ', [0, false, null, undefined]]}`.text).toBe('<b>1</b> &#38; 0')
})
