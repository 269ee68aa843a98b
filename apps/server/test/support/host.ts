/** A request under a Host of the test's choice, which `fetch` would not send. */
import { request } from 'node:http';

export const askAs = (
  port: number,
  host: string,
  path: string,
  options: {
    readonly method?: string;
    readonly json?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const body = options.json === undefined ? null : JSON.stringify(options.json);
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: options.method ?? (body === null ? 'GET' : 'POST'),
        headers: { host, ...(body === null ? {} : { 'content-type': 'application/json' }), ...options.headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    asking.on('error', reject);
    asking.end(body ?? undefined);
  });
