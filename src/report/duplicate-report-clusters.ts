import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { ReportedCluster, ReportedClusters } from './duplicate-report-data.js';
import { escapeHtml } from './html/escape.js';
import { foldedTableHtml, paragraphHtml, sectionHtml } from './html/section.js';
import { bitsText, probabilityText } from './linkage-words.js';
import { countText } from './number-text.js';
import { oddsBits } from './score-estimates.js';
import { barChartSvg } from './svg/bar-chart.js';
import { clusterSvg, type ClusterEdge, type ClusterNode } from './svg/cluster-picture.js';

/** A ring of more is a blot. */
const MOST_NODES = 48;

/** Which records hang together, and where two groups hang together by one pair only. */
export function* clusterSection(clusters: ReportedClusters, lang: Lang): Generator<string> {
  if (clusters.sizes.length === 0) return;
  const title = translate(lang, 'detect-report.clusters.title');
  yield* sectionHtml('clusters', title, translate(lang, 'detect-report.clusters.about'), clustersBody(clusters, title, lang));
}

function* clustersBody({ sizes, shown }: ReportedClusters, title: string, lang: Lang): Generator<string> {
  const total = sizes.reduce((sum, { clusters }) => sum + clusters, 0);
  const description = translate(lang, 'detect-report.clusters.description', {
    clusters: countText(total),
    most: sizes.at(-1)?.records ?? 0,
  });
  yield barChartSvg({
    title,
    description,
    bars: sizes.map(({ records, clusters }) => ({
      label: translate(lang, 'detect-report.clusters.size', { records }),
      parts: [{ value: clusters, tone: 'good' }],
      note: translate(lang, 'detect-report.clusters.note', { clusters: countText(clusters) }),
    })),
  });
  yield '<div class="pictures">\n';
  for (const cluster of shown) yield clusterHtml(cluster, lang);
  yield '</div>\n';
  const titles = (['cluster', 'left', 'right'] as const).map((name) => ({ title: translate(lang, `detect-report.column.${name}`) }));
  const numbers = [{ title: translate(lang, 'detect-report.column.probability'), kind: 'number' as const }];
  yield* foldedTableHtml(
    lang,
    [...titles, ...numbers, { title: translate(lang, 'detect-report.column.bridge') }],
    shown.flatMap(({ clusterId, pairs }) =>
      pairs.map(({ left, right, probability, bridge }) => [
        clusterId,
        left,
        right,
        probabilityText(probability),
        bridge ? translate(lang, 'detect-report.clusters.bridge') : '',
      ]),
    ),
  );
}

function clusterHtml(cluster: ReportedCluster, lang: Lang): string {
  const title = translate(lang, 'detect-report.cluster.title', { cluster: cluster.clusterId, records: cluster.records.length });
  const nodes = nodesOf(cluster);
  if (nodes.length > MOST_NODES)
    return `<figure><figcaption>${escapeHtml(title)}</figcaption>${paragraphHtml(translate(lang, 'detect-report.cluster.too-large'))}</figure>\n`;
  const bridges = cluster.pairs.filter(({ bridge }) => bridge).length;
  const description = translate(lang, 'detect-report.cluster.description', { pairs: cluster.pairs.length, bridges });
  const svg = clusterSvg({ title, description, nodes, edges: cluster.pairs.map((pair) => edgeOf(pair, lang)) });
  return `<figure>${svg}<figcaption>${escapeHtml(title)}</figcaption></figure>\n`;
}

function edgeOf({ left, right, probability, bridge }: ReportedCluster['pairs'][number], lang: Lang): ClusterEdge {
  const bits = oddsBits(Math.min(probability, 1 - Number.EPSILON));
  const note = translate(lang, bridge ? 'detect-report.cluster.bridge' : 'detect-report.cluster.pair', {
    left,
    right,
    probability: probabilityText(probability),
    bits: bitsText(bits),
  });
  return { left, right, bits, bridge, note };
}

/** The records group by group as bridges part them, so that a bridge crosses the ring and what hangs together stands together. */
function nodesOf({ records, pairs }: ReportedCluster): readonly ClusterNode[] {
  const inside = new Set(records);
  const all = [...new Set([...records, ...pairs.flatMap(({ left, right }) => [left, right])])];
  const groupOf = new Map(all.map((id) => [id, id]));
  for (const { left, right, bridge } of pairs) {
    if (bridge) continue;
    const [kept, joined] = [groupOf.get(left), groupOf.get(right)];
    for (const [id, group] of groupOf) if (group === joined && kept !== undefined) groupOf.set(id, kept);
  }
  return all
    .toSorted((left, right) => (groupOf.get(left) ?? 0) - (groupOf.get(right) ?? 0) || left - right)
    .map((id) => ({ id, outside: !inside.has(id) }));
}
