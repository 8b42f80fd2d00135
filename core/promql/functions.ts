/** The functions and aggregations of PromQL: what each takes and gives. */

export type ValueType = 'vector' | 'matrix' | 'scalar' | 'string';

export interface PromqlFunction {
  readonly takes: readonly ValueType[];
  /** How often the last argument may be given; undefined: once. */
  readonly last?: { readonly least: 0; readonly most: number };
  readonly gives: ValueType;
}

/** What is taken (`?`: or not, `*`: any number of times) and what is given, and which functions are so. */
const table: readonly (readonly [takes: string, gives: ValueType, names: string])[] = [
  [
    'vector',
    'vector',
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum ' +
      'histogram_stddev histogram_stdvar ln log10 log2 rad sgn sin sinh sort sort_desc sqrt start_timestamp tan tanh timestamp',
  ],
  [
    'matrix',
    'vector',
    'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time ' +
      'mad_over_time max_over_time min_over_time ts_of_first_over_time ts_of_max_over_time ts_of_min_over_time ' +
      'ts_of_last_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
  ],
  ['vector scalar scalar', 'vector', 'clamp'],
  ['vector scalar', 'vector', 'clamp_max clamp_min'],
  [
    'vector?',
    'vector',
    'days_in_month day_of_month day_of_week day_of_year hour minute month year',
  ],
  ['', 'scalar', 'end pi range start step time'],
  ['scalar scalar vector', 'vector', 'histogram_fraction'],
  ['scalar vector', 'vector', 'histogram_quantile'],
  ['vector string scalar scalar*', 'vector', 'histogram_quantiles'],
  ['matrix scalar scalar', 'vector', 'double_exponential_smoothing holt_winters'],
  ['vector vector?', 'vector', 'info'],
  ['matrix scalar?', 'vector', 'integral'],
  ['vector string string string string', 'vector', 'label_replace'],
  ['vector string string string*', 'vector', 'label_join'],
  ['scalar scalar', 'scalar', 'max_of min_of'],
  ['matrix scalar', 'vector', 'predict_linear'],
  ['scalar matrix', 'vector', 'quantile_over_time'],
  ['vector scalar?', 'vector', 'round'],
  ['vector', 'scalar', 'scalar'],
  ['vector string*', 'vector', 'sort_by_label sort_by_label_desc'],
  ['scalar', 'vector', 'vector'],
];

export const functions: ReadonlyMap<string, PromqlFunction> = new Map(
  table.flatMap(([takes, gives, names]) => {
    const types = takes.split(' ').filter((type) => type !== '');
    const sign = /[?*]$/.exec(takes)?.[0];
    const most = sign === '*' ? Infinity : 1;
    const each: PromqlFunction = {
      takes: types.map((type) => type.replace(/[?*]$/, '') as ValueType),
      ...(sign !== undefined && { last: { least: 0, most } }),
      gives,
    };
    return names.split(' ').map((name) => [name, each] as const);
  }),
);

/** With what the aggregation takes beside the values. */
export const aggregations: ReadonlyMap<string, ValueType | undefined> = new Map([
  ...['sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar'].map(
    (name): [string, undefined] => [name, undefined],
  ),
  ...['topk', 'bottomk', 'quantile', 'limitk', 'limit_ratio'].map((name): [string, ValueType] => [
    name,
    'scalar',
  ]),
  ['count_values', 'string'],
]);

/** For messages. */
export const typeWords: Readonly<Record<ValueType, string>> = {
  vector: 'series (such as up)',
  matrix: 'series over a time (such as up[5m])',
  scalar: 'a number',
  string: 'a text in quotes',
};
