/** Webhooks, signed and sent as GitHub does. */
import { createHmac, randomUUID } from 'node:crypto';

export type Hook = { readonly url: string; readonly secret: string };

export type Delivery = {
  /** The GUID that stays the same when the delivery is repeated. */
  readonly id: string;
  readonly event: string;
  /** The bytes that were signed. */
  readonly body: string;
  readonly status: number;
  readonly answer: string;
};

/** Posts `payload` once; a failed connection rejects. */
export async function deliver(hook: Hook, event: string, payload: object): Promise<Delivery> {
  return post(hook, randomUUID(), event, JSON.stringify(payload));
}

/** The same delivery again: same id, same bytes, signed anew with the hook's secret. */
export async function redeliver(hook: Hook, delivery: Delivery): Promise<Delivery> {
  return post(hook, delivery.id, delivery.event, delivery.body);
}

/** `sha256=…` over the raw body. */
function signature(secret: string, body: string, algorithm: 'sha1' | 'sha256' = 'sha256'): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
}

async function post({ url, secret }: Hook, id: string, event: string, body: string): Promise<Delivery> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/0123abc',
      'x-github-event': event,
      'x-github-delivery': id,
      'x-github-hook-id': '292430182',
      'x-github-hook-installation-target-type': 'organization',
      'x-github-hook-installation-target-id': '1001',
      'x-hub-signature': signature(secret, body, 'sha1'),
      'x-hub-signature-256': signature(secret, body),
    },
    body,
  });
  return { id, event, body, status: response.status, answer: await response.text() };
}
