/** The script of the sign-in page: the first page after it is written for the browser's own days. Without it the page corrects itself once. */
import {rememberZone} from './browser/remember-zone.ts'

rememberZone()
