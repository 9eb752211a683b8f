import { firstValueFrom } from 'rxjs';
import { RequestError, type Client } from './client';

type OpenApi = { readonly info?: { readonly title?: string; readonly version?: string }; readonly paths?: object };

/** What this plugin asks for; an exporter without it is too old. */
const needed = ['/api/v1/catalog', '/api/v1/goals', '/api/v1/signals', '/api/v1/summary', '/api/v1/annotations'];

/** Asks the exporter whether it can be used; rejects with what is wrong and what to do. */
export async function checkHealth(client: Client): Promise<string> {
  const description = await firstValueFrom(client.read<OpenApi | undefined>('api/v1/openapi.json')).catch(
    (error: unknown) => {
      if (error instanceof RequestError && error.status === 404) throw new Error(notWaymark);
      throw error;
    }
  );
  if (description?.info?.title !== 'Waymark') throw new Error(notWaymark);
  const version = description.info.version ?? 'of an unknown version';
  const missing = needed.filter((path) => !(path in (description.paths ?? {})));
  if (missing.length > 0) {
    throw new Error(
      `The exporter ${version} is too old for this plugin, it lacks ${missing.join(', ')}: update the exporter.`
    );
  }
  await firstValueFrom(client.read('readyz')).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Connected, but the exporter is not ready: ${reason} Wait for its first pass, then test again.`);
  });
  const { items } = await firstValueFrom(client.get('teams'));
  return `Connected to Waymark ${version}: ${items.length} ${items.length === 1 ? 'team' : 'teams'}.`;
}

const notWaymark =
  'Something answers there, but it is no Waymark exporter: check the address, with its port and without a path.';
