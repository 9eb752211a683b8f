import type { AnnotationQuery, AnnotationSupport } from '@grafana/data';
import { AnnotationEditor } from './editors/AnnotationEditor';
import { defaults, type WaymarkQuery } from './query';

const standard = { refId: 'Anno', kind: 'annotations', ...defaults.annotations } as const;

/** Events as annotations. Colours belong to layers, so each layer is a query of its own. */
export const annotationSupport: AnnotationSupport<WaymarkQuery> = {
  getDefaultQuery: () => standard,
  // The editor takes another object for a change, and asks again without end.
  prepareAnnotation: (annotation: AnnotationQuery<WaymarkQuery>) =>
    annotation.target?.kind === 'annotations' ? annotation : { ...annotation, target: standard },
  prepareQuery: ({ target }) => (target?.kind === 'annotations' ? target : undefined),
  QueryEditor: AnnotationEditor,
};
