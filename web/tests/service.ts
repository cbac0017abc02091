/** One answer of the service: JSON by default. */
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };
type Handler = Reply | ((request: Request) => Reply | Promise<Reply>);

/**
 * Stands in for the service: `{ 'GET /api/v1/music/home': { body: home } }`. Paths match without
 * their query; anything not listed is a 404 problem. Returns the requests that were made.
 */
export function serve(handlers: Record<string, Handler>): Request[] {
  const requests: Request[] = [];
  globalThis.fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    requests.push(request.clone());
    const found = handlers[`${request.method} ${new URL(request.url).pathname}`];
    const reply = typeof found === 'function' ? await found(request) : found;
    if (!reply) {
      const problem = { type: '/problems/not-found', title: 'Not found', status: 404 };
      return Response.json(problem, {
        status: 404,
        headers: { 'content-type': 'application/problem+json' },
      });
    }
    const status = reply.status ?? 200;
    if (status === 204) return new Response(null, { status });
    return Response.json(reply.body ?? null, { status, headers: reply.headers });
  }) as typeof fetch;
  return requests;
}
