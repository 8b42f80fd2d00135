/** Parameters of PgBouncer that the webhook of CloudNativePG lets through: https://cloudnative-pg.io/documentation/current/connection_pooling/ */
const names: ReadonlySet<string> = new Set([
  ...['application_name_add_host', 'autodb_idle_timeout', 'cancel_wait_timeout'],
  ...['client_idle_timeout', 'client_login_timeout', 'client_tls_sslmode', 'default_pool_size'],
  ...['disable_pqexec', 'dns_max_ttl', 'dns_nxdomain_ttl', 'idle_transaction_timeout'],
  ...['ignore_startup_parameters', 'listen_backlog', 'log_connections', 'log_disconnections'],
  ...['log_pooler_errors', 'log_stats', 'max_client_conn', 'max_db_connections'],
  ...['max_packet_size', 'max_prepared_statements', 'max_user_connections', 'min_pool_size'],
  ...['pkt_buf', 'query_timeout', 'query_wait_timeout', 'reserve_pool_size'],
  ...['reserve_pool_timeout', 'sbuf_loopcnt', 'server_check_delay', 'server_check_query'],
  ...['server_connect_timeout', 'server_fast_close', 'server_idle_timeout', 'server_lifetime'],
  ...['server_login_retry', 'server_reset_query', 'server_reset_query_always'],
  ...['server_round_robin', 'server_tls_ciphers', 'server_tls_protocols', 'server_tls_sslmode'],
  ...['stats_period', 'suspend_timeout', 'tcp_defer_accept', 'tcp_keepalive', 'tcp_keepcnt'],
  ...['tcp_keepidle', 'tcp_keepintvl', 'tcp_socket_buffer', 'tcp_user_timeout'],
  ...['track_extra_parameters', 'transaction_timeout', 'verbose', 'client_tls_ciphers'],
  ...['client_tls_protocols', 'client_tls_dheparams', 'client_tls_ecdhcurve'],
  ...['cancel_query_timeout', 'dns_zone_check_period', 'max_db_client_connections'],
  ...['max_user_client_connections', 'load_balance_hosts', 'query_wait_notify', 'so_reuseport'],
]);

export function isPoolerParameter(name: string): boolean {
  return names.has(name);
}
