/** What the library has answered to a request, as far as the server looks into it. */

export interface Answered {
  readonly response: Response;
  /** null when it is no JSON. */
  readonly json: Record<string, unknown> | null;
  readonly code: string | undefined;
}

export const read = async (response: Response): Promise<Answered> => {
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const text = isJson ? await response.clone().text() : '';
  const parsed: unknown = text === '' ? null : JSON.parse(text);
  const json =
    typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  return { response, json, code: typeof json?.['code'] === 'string' ? json['code'] : undefined };
};
