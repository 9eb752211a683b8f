import { DataSourcePlugin } from '@grafana/data';
import { WaymarkDataSource } from './datasource';
import { ConfigEditor } from './editors/ConfigEditor';
import { QueryEditor } from './editors/QueryEditor';

export const plugin = new DataSourcePlugin(WaymarkDataSource).setConfigEditor(ConfigEditor).setQueryEditor(QueryEditor);
