import type { Configuration } from 'webpack';
import grafana, { type Env } from './.config/webpack/webpack.config.ts';

/** Pictures of the catalogue are no code that a browser waits for. */
const performance = { assetFilter: (name: string) => name.endsWith('.js') };

const config = async (env: Env): Promise<Configuration> => ({ ...(await grafana(env)), performance });

export default config;
