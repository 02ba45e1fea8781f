/** The public face of `connections`. */
export {createConnections, type Connections} from './create-connections.ts'
export {connectionLimits, type ConnectionLimits} from './limits.ts'
export {endSoon} from './linger.ts'
export {readInSlices} from './read-in-slices.ts'
