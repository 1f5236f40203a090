/** A service's description for Swagger UI, in the place of the pet store that it would fetch. */

const operation = (tag: string, summary: string) => ({
  tags: [tag],
  summary,
  description: `${summary}。**必須**の項目は \`id\` です。`,
  parameters: [
    { name: 'id', in: 'query', required: true, schema: { type: 'integer', format: 'int64' } },
    { name: 'status', in: 'query', schema: { type: 'string', enum: ['open', 'closed'] } },
  ],
  responses: { 200: { description: 'OK' }, 404: { description: '見つかりません' } },
});

export const openApi = (): string =>
  JSON.stringify({
    openapi: '3.0.0',
    info: {
      title: '予約サービス',
      version: '1.0.0',
      description: '電話で受けた**予約**を扱います。',
    },
    servers: [{ url: '/v1' }, { url: '/v2' }],
    tags: ['予約', '店舗', '会員', '支払い'].map((name) => ({
      name,
      description: `${name}の操作`,
    })),
    paths: Object.fromEntries(
      ['予約', '店舗', '会員', '支払い'].flatMap((tag, index) =>
        [1, 2, 3].map((number) => [
          `/group-${index}/{id}/part-${number}`,
          {
            get: operation(tag, `${tag}を調べる`),
            post: operation(tag, `${tag}を加える`),
            put: operation(tag, `${tag}を変える`),
            delete: operation(tag, `${tag}を消す`),
          },
        ]),
      ),
    ),
    components: {
      schemas: Object.fromEntries(
        ['Booking', 'Shop', 'Member'].map((name) => [
          name,
          { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } },
        ]),
      ),
    },
  });
