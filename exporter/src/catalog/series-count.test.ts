import { expect, test } from '@jest/globals';
import { changeLeadTime } from '#measures/change-lead-time.ts';
import type { Measure } from '#measures/measure.ts';
import { undeployedChangeAge } from '#measures/undeployed-change-age.ts';
import { seriesCount } from './series-count.ts';

const objective = (name: string) => ({ objective: name, work: { labels: [], milestones: [], repositories: [] } });

test('teams × windows × groups × (statistics, n and two bounds), an instant without windows and bounds', () => {
  const byStage = { ...changeLeadTime, by: 'stage' } as const satisfies Measure;
  const byObjective = { ...changeLeadTime, by: 'objective' } as const satisfies Measure;
  expect(seriesCount(10, 3, {}, [changeLeadTime])).toBe(10 * 3 * 6);
  expect(seriesCount(10, 3, {}, [byStage])).toBe(10 * 3 * 4 * 6);
  expect(seriesCount(10, 3, { objectives: [objective('a'), objective('b')] }, [byObjective])).toBe(10 * 3 * 3 * 6);
  expect(seriesCount(10, 3, {}, [undeployedChangeAge])).toBe(10 * 5);
  expect(seriesCount(10, 3, {}, [changeLeadTime, undeployedChangeAge])).toBe(230);
});
