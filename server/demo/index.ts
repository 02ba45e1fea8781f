/** The public face of `demo`. */
export {seedTenant, type SeedAsk} from './seed-tenant.ts'
export {demoUsers} from './load-users.ts'
export {sizeFor, type DemoSize} from './generate-rows.ts'
