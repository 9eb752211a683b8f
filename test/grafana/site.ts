import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

const { GRAFANA_USER = 'admin', GRAFANA_PASSWORD = 'admin' } = process.env;
let address = '';

/** Where all journeys find their Grafana. */
export function setSite(url: string): void {
  address = url.replace(/\/$/, '');
}
export const site = (): string => address;

export type Person = {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly email: string;
};
export type Role = 'Admin' | 'Editor' | 'Viewer';

const invented = (role: string, name: string): Person => ({
  login: `${role}-testperson`,
  password: `a-password-of-the-${role}`,
  name,
  email: `${role}.testperson@example.org`,
});
/** Two people are invented for the journeys; whoever administers is there already. */
export const people: Readonly<Record<Role, Person>> = {
  Admin: { login: GRAFANA_USER, password: GRAFANA_PASSWORD, name: '', email: '' },
  Editor: invented('editor', 'Edda Testperson'),
  Viewer: invented('viewer', 'Vera Testperson'),
};

/** Our data source, through Grafana's proxy. */
export const proxied = '/api/datasources/proxy/uid/waymark';

type Asked = { readonly method?: string; readonly json?: unknown };

/** Asks Grafana's server as somebody. The path is sent as it is written, its escaped dots too. */
export async function ask(path: string, { method = 'GET', json }: Asked = {}, role: Role = 'Admin') {
  const { hostname, port, protocol, pathname } = new URL(site());
  const { login, password } = people[role];
  const body = json === undefined ? '' : JSON.stringify(json);
  const headers = {
    authorization: `Basic ${btoa(`${login}:${password}`)}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const request = (protocol === 'https:' ? https : http).request({
    ...{ hostname, port, method, headers },
    path: pathname.replace(/\/$/, '') + path,
  });
  request.end(body);
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  return { status: answer.statusCode ?? 0, text: await text(answer) };
}

/** As `ask`, where anything but success is an error. */
export async function json<T>(path: string, asked: Asked = {}, role: Role = 'Admin'): Promise<T> {
  const { status, text } = await ask(path, asked, role);
  if (status >= 400) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as T;
}

/** Makes the two people anew. */
export async function addPeople(): Promise<void> {
  await removePeople();
  for (const role of ['Editor', 'Viewer'] as const) {
    const { id } = await json<{ id: number }>('/api/admin/users', { method: 'POST', json: people[role] });
    await json(`/api/org/users/${id}`, { method: 'PATCH', json: { role } });
  }
}

export async function removePeople(): Promise<void> {
  for (const role of ['Editor', 'Viewer'] as const) {
    const { status, text } = await ask(`/api/users/lookup?loginOrEmail=${people[role].login}`);
    if (status === 200) {
      const { id } = JSON.parse(text) as { id: number };
      await json(`/api/admin/users/${id}`, { method: 'DELETE' });
    }
  }
}
