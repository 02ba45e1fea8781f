/** The custom elements of the designer, by name. */
import {CanvasPart} from '../canvas/canvas-part.ts'
import {ExpressionInput} from '../inspector/expression-input.ts'
import {InspectorPart} from '../inspector/inspector-part.ts'
import {JsonInput} from '../inspector/json-input.ts'
import {NumberInput} from '../inspector/number-input.ts'
import {OutlinePart} from '../outline/outline-part.ts'
import {PalettePart} from '../palette/palette-part.ts'
import {ProblemsPart} from '../problems/problems-part.ts'
import {PublishPart} from '../publish/publish-part.ts'
import {ReleasesPart} from '../publish/releases-part.ts'
import {ArchivedPart} from '../screens/archived-part.ts'
import {NewScreenPart} from '../screens/new-screen-part.ts'
import {ScreenSettingsPart} from '../screens/screen-settings-part.ts'
import {BreadcrumbsPart} from './breadcrumbs-part.ts'
import {DesignerPart} from './designer-part.ts'
import {HeardOnce} from './heard-once.ts'
import {ModalPart} from './modal.ts'
import {NoticesPart} from './notices-part.ts'
import {TopBarPart} from './top-bar-part.ts'

const parts: {readonly [name: string]: CustomElementConstructor} = {
  'designer-archived': ArchivedPart,
  'designer-breadcrumbs': BreadcrumbsPart,
  'designer-canvas': CanvasPart,
  'designer-expression': ExpressionInput,
  'designer-heard-once': HeardOnce,
  'designer-inspector': InspectorPart,
  'designer-json': JsonInput,
  'designer-modal': ModalPart,
  'designer-new-screen': NewScreenPart,
  'designer-notices': NoticesPart,
  'designer-number': NumberInput,
  'designer-outline': OutlinePart,
  'designer-palette': PalettePart,
  'designer-problems': ProblemsPart,
  'designer-publish': PublishPart,
  'designer-releases': ReleasesPart,
  'designer-screen-settings': ScreenSettingsPart,
  'designer-shell': DesignerPart,
  'designer-top-bar': TopBarPart,
}

export function defineParts(): void {
  for (const [name, part] of Object.entries(parts)) if (!customElements.get(name)) customElements.define(name, part)
}
