/** Counts and times of requests, for /metrics: labelled by route pattern, never by address. */
import type {NextFunction, Request, Response} from 'express'
import {Gauge, Histogram, Registry, collectDefaultMetrics} from 'prom-client'
import type {Store} from '../store/store.ts'

export interface Metrics {
  time(request: Request, response: Response, next: NextFunction): void
  /** In the text format of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

export function createMetrics(store: Pick<Store, 'health'>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({register: registry})
  const seconds = new Histogram({
    name: 'espalier_http_request_seconds', help: 'Time from the first byte in to the last byte out, by route.', labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5], registers: [registry],
  })
  const seq = new Gauge({name: 'espalier_store_seq', help: 'The last durable event.', registers: [registry]})
  const walBytes = new Gauge({name: 'espalier_store_wal_bytes', help: 'Size of the write-ahead log.', registers: [registry]})
  const queued = new Gauge({name: 'espalier_store_queued_commits', help: 'Commits that wait for the writer.', registers: [registry]})
  const trouble = new Gauge({name: 'espalier_store_trouble', help: '1 while the disk or the database fails, by what is wrong.', labelNames: ['reason'], registers: [registry]})
  // Finding a label's series by its values costs more than the observation itself.
  const series = new Map<string, ReturnType<typeof seconds.labels>>()

  return {
    time(request, response, next) {
      const start = performance.now()
      response.once('finish', () => {
        const route = routeOf(request)
        const key = `${request.method} ${response.statusCode} ${route}`
        let one = series.get(key)
        if (!one) series.set(key, one = seconds.labels(knownMethods.has(request.method) ? request.method : 'other', route, String(response.statusCode)))
        one.observe((performance.now() - start) / 1000)
      })
      next()
    },
    async text() {
      const health = await store.health()
      seq.set(health.seq)
      walBytes.set(health.walBytes)
      queued.set(health.queued)
      trouble.reset()
      if (health.trouble) trouble.set({reason: health.trouble}, 1)
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

function routeOf(request: Request): string {
  const route = (request.route as {readonly path?: unknown} | undefined)?.path
  return typeof route === 'string' ? route : request.originalUrl.startsWith('/assets/') ? '/assets' : 'none'
}
