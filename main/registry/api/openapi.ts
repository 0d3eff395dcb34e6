/** The project API as an OpenAPI document, made from the contract, for whoever builds another registry. */
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { projectApi } from '#contract/project-api.ts'

const apiTitle = 'Midwall project API'
const apiVersion = '1.0.0'

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })

/**
 * @param server  address under which the paths of the document lie
 * @param id      of this registry, so that a workstation knows it again on another port
 */
export async function openApiDocument(server: string, id: string): Promise<object> {
  const document = await generator.generate(projectApi, {
    info: {
      title: apiTitle,
      version: apiVersion,
      description:
        'What a registry offers beside DICOMweb: projects, grants, shared studies with their clinical fields, ' +
        'assignments, results, receipts and withdrawals. Images travel by DICOMweb under the same token.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  })
  return { ...document, 'x-registry-id': id }
}
