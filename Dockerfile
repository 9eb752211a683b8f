# Two images of one build: `exporter` collects and serves, `grafana` is Grafana with the plugin and all provisioning.
ARG NODE_VERSION=24
ARG GRAFANA_VERSION=12.4.10

FROM node:${NODE_VERSION}-slim AS build
WORKDIR /src
# The embedded store is compiled where no binary fits.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
COPY exporter/package.json exporter/
COPY plugin/package.json plugin/
COPY provisioning/package.json provisioning/
COPY test/package.json test/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm ci --omit=dev --workspace exporter --no-audit --no-fund && rm -r exporter/src

FROM node:${NODE_VERSION}-slim AS exporter
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates git \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /data /history
WORKDIR /waymark
COPY --from=build /src/package.json ./
COPY --from=build /src/node_modules node_modules
COPY --from=build /src/exporter exporter
USER node
ENV NODE_ENV=production
EXPOSE 9790
VOLUME /data
HEALTHCHECK --interval=15s --timeout=5s --start-period=3m \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9790/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/waymark/exporter/bin/waymark.js"]
CMD ["serve", "-c", "/etc/waymark/waymark.yaml"]

FROM grafana/grafana:${GRAFANA_VERSION} AS grafana
COPY --from=build /src/plugin/dist /opt/waymark/plugins/waymark-goals-datasource
COPY provisioning/dist/grafana /etc/grafana/provisioning
# Unsigned, as it is built here. Not under /var/lib/grafana, where a volume would hide a newer one.
ENV GF_PATHS_PLUGINS=/opt/waymark/plugins \
  GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS=waymark-goals-datasource
