import type { Configuration } from 'webpack';
import grafana, { type Env } from './.config/webpack/webpack.config.ts';

const config = async (env: Env): Promise<Configuration> => grafana(env);

export default config;
