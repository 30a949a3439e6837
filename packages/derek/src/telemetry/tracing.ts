import { version } from '../version.js'
import type { Log } from './log.js'

/** Ends tracing, once what has been traced is sent. */
export type EndTracing = () => Promise<void>

/**
 * Sends traces by OTLP over HTTP where OTEL_EXPORTER_OTLP_ENDPOINT (or …_TRACES_ENDPOINT) says to whom; the other
 * variables of OpenTelemetry's specification count too: OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES,
 * OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER, OTEL_SDK_DISABLED. Without an endpoint nothing of the SDK is loaded.
 */
export async function startTracing(
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
): Promise<EndTracing> {
  const endpoint = environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || environment.OTEL_EXPORTER_OTLP_ENDPOINT
  if (!endpoint || environment.OTEL_SDK_DISABLED === 'true') return async () => {}
  const [{ OTLPTraceExporter }, { defaultResource, detectResources, envDetector, resourceFromAttributes }, sdk] =
    await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-node'),
    ])
  const own = resourceFromAttributes({ 'service.name': 'derek', 'service.version': version })
  const resource = defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }))
  const provider = new sdk.NodeTracerProvider({
    resource,
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  return () =>
    provider.shutdown().catch((error: unknown) => log('the last traces were not sent', { level: 'warn', error }))
}
