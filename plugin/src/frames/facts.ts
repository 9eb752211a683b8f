import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import type { Change, Deployment, Item } from '@waymark/exporter/contract';
import { displayOf, shown } from './display';
import { nothing } from './measured';
import { date, gauge, hidden, table, text } from './table';
import { colors, counted } from './words';

const hour = 3_600_000;
const dayInSeconds = 86_400;
const hours = { unit: 'seconds', display: { unit: 'suffix:h', scale: 1 / 3600, decimals: 1 } };

/** Every delivered change as a dot: hours from its first commit to production, on a log scale, at the time it was delivered. */
export function changesFrame(changes: readonly Change[]): DataFrame {
  const delivered = changes.flatMap(({ deployed_at, bot, ...change }) =>
    deployed_at === undefined || bot === true
      ? []
      : [{ ...change, deployed_at, took: Date.parse(deployed_at) - Date.parse(change.first_commit_at) }]
  );
  const dots = delivered.filter(({ took }) => took > 0).sort((a, b) => a.deployed_at.localeCompare(b.deployed_at));
  const waiting = changes.filter(({ deployed_at, bot }) => deployed_at === undefined && bot !== true).length;
  const invisible = { custom: { hideFrom: { viz: true, legend: true, tooltip: true } } };
  return createDataFrame({
    name: 'Changes',
    meta: {
      preferredVisualisationType: 'graph',
      notices: [
        ...nothing(dots, 'change'),
        ...(waiting > 0
          ? [
              {
                severity: 'info' as const,
                text: `${counted(waiting, 'change')} merged and not delivered yet: without a dot.`,
              },
            ]
          : []),
      ],
    },
    fields: [
      {
        name: 'time',
        type: FieldType.time,
        config: {},
        values: dots.map(({ deployed_at }) => Date.parse(deployed_at)),
      },
      {
        name: 'hours to production',
        type: FieldType.number,
        config: {
          displayName: 'first commit to production',
          unit: 'suffix:h',
          color: { mode: 'fixed', fixedColor: colors.better },
          custom: {
            drawStyle: 'points',
            pointSize: 5,
            showPoints: 'always',
            scaleDistribution: { type: 'log', log: 10 },
          },
          links: [{ title: 'Open ${__data.fields.change}', url: '${__data.fields.url}', targetBlank: true }],
        },
        values: dots.map(({ took }) => took / hour),
      },
      { name: 'change', type: FieldType.string, config: invisible, values: dots.map(name) },
      { name: 'url', type: FieldType.string, config: invisible, values: dots.map(({ url }) => url ?? null) },
    ],
  });
}

function name({ repository, number, sha }: Pick<Change, 'repository' | 'number' | 'sha'>): string {
  return number === undefined ? `${repository}@${sha.slice(0, 7)}` : `${repository}#${number}`;
}

const reasons: Readonly<Record<NonNullable<Deployment['failed_because']>, string>> = {
  link: 'an incident names it',
  rollback: 'rolled back',
  revert: 'a change of it was reverted',
  hotfix: 'a hotfix followed',
  patch: 'a patch version followed',
  window: 'an incident began soon after',
};

/** The last failed deployments, each with the evidence that makes it one. */
export function failuresFrame(deployments: readonly Deployment[], limit = 20): DataFrame {
  const rows = deployments
    .filter(({ failed }) => failed)
    .sort((a, b) => b.finished_at.localeCompare(a.finished_at))
    .slice(0, limit);
  const columns = [
    date<Deployment>('When', ({ finished_at }) => finished_at, { year: true }),
    text<Deployment>('Deployment', label, { link: linkOf(rows) }),
    text<Deployment>('Why it counts', ({ failed_because }) =>
      failed_because === undefined ? '–' : reasons[failed_because]
    ),
    text<Deployment>('Recovered in', recovered, { width: 120, align: 'right' }),
    hidden<Deployment>('url', ({ url }) => url),
  ];
  return table({ name: 'Failed deployments', rows, columns, empty: 'No deployment failed in this range' });
}

/** What was deployed, by what is known of it: a source may tell neither service nor version. */
function label({ service, version, repository, sha }: Deployment): string {
  return `${service || repository} ${version || sha.slice(0, 7)}`;
}

function recovered({ finished_at, recovered_at }: Deployment): string {
  if (recovered_at === undefined) return 'not known';
  const seconds = (Date.parse(recovered_at) - Date.parse(finished_at)) / 1000;
  return shown(seconds, displayOf(hours, seconds));
}

/** What has been in progress longest; orange from the age that 85 of 100 items do not reach. */
export function itemsFrame(items: readonly Item[], limit = 20): DataFrame {
  const rows = items
    .filter(({ started_at, finished_at }) => started_at !== undefined && finished_at === undefined)
    .sort((a, b) => b.age_seconds - a.age_seconds)
    .slice(0, limit);
  const days = (seconds: number) => seconds / dayInSeconds;
  const expected = rows.find(({ expectation_seconds }) => expectation_seconds !== undefined)?.expectation_seconds;
  const columns = [
    text<Item>('Item', ({ id }) => id, { link: linkOf(rows) }),
    text<Item>('Kind', ({ type, blocked }) => (blocked ? `${type} · blocked` : type), { width: 140 }),
    gauge<Item>('Age', ({ age_seconds }) => days(age_seconds), {
      unit: 'suffix:d',
      decimals: 0,
      max: days(rows[0]?.age_seconds ?? dayInSeconds),
      color: colors.better,
      ...(expected !== undefined && { from: { value: days(expected), color: colors.worse } }),
    }),
    text<Item>('Usual', ({ expectation_seconds }) =>
      expectation_seconds === undefined
        ? 'too few are finished to say'
        : `85 of 100 take at most ${Math.ceil(days(expectation_seconds))} d`
    ),
    hidden<Item>('url', ({ url }) => url),
  ];
  return table({ name: 'In progress longest', rows, columns, empty: 'Nothing is in progress' });
}

/** A link to where the fact is from, where one is known. */
function linkOf(
  rows: readonly { url?: string | undefined }[]
): { title: string; url: string; targetBlank: boolean } | undefined {
  return rows.some(({ url }) => url !== undefined)
    ? { title: 'Open its origin', url: '${__data.fields.url}', targetBlank: true }
    : undefined;
}
