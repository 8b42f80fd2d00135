// Written by tools/keda/importTriggers.ts from the sources of KEDA v2.21.0, do not edit.
/**
 * The fields of the metadata of triggers, by type: `name!:integer=a|b/tea`. `!`: it cannot be made without; then what it is
 * read as, its choices, and where it is read: metadata (t), a variable of the pod (e), a TriggerAuthentication (a); without a
 * slash metadata alone. `-name`: refused.
 */
export const kedaFields: Readonly<Record<string, string>> = {
  activemq:
    'managementEndpoint/tea destinationName brokerName username!/tea password!/tea corsHeader restAPITemplate targetQueueSize:integer activationTargetQueueSize:integer',
  'apache-kafka':
    'bootstrapServers!/te consumerGroup!/te topic/te partitionLimitation lagThreshold:integer activationLagThreshold:integer offsetResetPolicy=earliest|latest allowIdleConsumers:boolean excludePersistentLag:boolean scaleToZeroOnInvalidOffset:boolean limitToPartitionsWithLag:boolean ensureEvenDistributionOfPartitions:boolean sasl=none|plaintext|scram_sha256|scram_sha512|gssapi|aws_msk_iam/ta username/a password/a awsRegion tls=enable|disable/ta cert/a key/a keyPassword/a ca/a',
  arangodb:
    'endpoints!/ta authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta dbName!/ta collection! query! queryValue:number activationQueryValue:number unsafeSsl:boolean connectionLimit:integer',
  'artemis-queue':
    'managementEndpoint queueName brokerName brokerAddress username!/tea password!/tea restApiTemplate queueLength:integer activationQueueLength:integer corsHeader unsafeSsl:boolean ca/a cert/a key/a keyPassword/a',
  'aws-cloudwatch':
    'namespace metricName dimensionName dimensionValue expression targetMetricValue!:number activationTargetMetricValue:number minMetricValue!:number ignoreNullValues:boolean metricCollectionTime:integer metricStat metricUnit metricStatPeriod:integer metricEndTimeOffset:integer awsAccountId awsRegion!/ta awsEndpoint identityOwner',
  'aws-dynamodb':
    'tableName! awsRegion!/ta awsEndpoint keyConditionExpression! indexName targetValue:integer activationTargetValue:integer filterExpression identityOwner expressionAttributeNames! expressionAttributeValues!',
  'aws-dynamodb-streams':
    'shardCount:integer activationShardCount:integer tableName! awsRegion!/ta awsEndpoint identityOwner',
  'aws-kinesis-stream':
    'shardCount:integer activationShardCount:integer streamName! awsRegion!/ta awsEndpoint identityOwner',
  'aws-sqs-queue':
    'queueLength:integer activationQueueLength:integer queueURL!/te awsRegion!/ta awsEndpoint scaleOnInFlight:boolean scaleOnDelayed:boolean identityOwner',
  'azure-app-insights':
    'targetValue:number activationTargetValue:number metricId! metricAggregationTimespan! metricAggregationType! metricFilter ignoreNullValues:boolean cloud appInsightsResourceURL applicationInsightsId!/tea tenantId!/tea activeDirectoryClientId/tea activeDirectoryClientPassword/ea',
  'azure-blob':
    'blobContainerName! blobCount:integer activationBlobCount:integer blobDelimiter blobPrefix recursive:boolean globPattern endpointSuffix connection/tea connectionFromEnv/tea accountName',
  'azure-cosmosdb':
    'databaseId! containerId! leaseDatabaseId! leaseContainerId! processorName! endpoint/ta connection/tea leaseEndpoint/ta leaseConnection/tea cosmosDBKey/ea leaseCosmosDBKey/ea tenantId/a clientId/a clientSecret/a changeFeedLagThreshold:integer activationChangeFeedLagThreshold:integer',
  'azure-data-explorer':
    'databaseName! endpoint! query! threshold!:number activationThreshold:number tenantId/tea clientId/tea clientSecret/a',
  'azure-eventhub':
    'unprocessedEventThreshold:integer activationUnprocessedEventThreshold:integer stalePartitionInfoThreshold:integer connection/ea consumerGroup storageConnection/ea storageAccountName blobContainer eventHubNamespace/te eventHubName/te checkpointStrategy',
  'azure-log-analytics':
    'tenantId/tea clientId/tea clientSecret/tea workspaceId!/tea query! threshold!:number activationThreshold:number logAnalyticsResourceURL cloud unsafeSsl:boolean timeout:duration',
  'azure-monitor':
    'targetValue!:number activationTargetValue:number resourceURI! tenantId! subscriptionId! resourceGroupName! metricName! metricNamespace metricFilter metricInterval metricAggregationInterval metricAggregationType! activeDirectoryClientId/tea activeDirectoryClientPassword/tea cloud azureResourceManagerEndpoint',
  'azure-pipelines':
    'organizationURL!/tea personalAccessToken/ea parent demands poolName poolID:integer targetPipelinesQueueLength:integer activationTargetPipelinesQueueLength:integer jobsToFetch:integer fetchUnfinishedJobsOnly:boolean scaleOnInFlight:boolean requireAllDemands:boolean requireAllDemandsAndIgnoreOthers:boolean caseInsensitiveDemandsProcessing:boolean',
  'azure-queue':
    'activationQueueLength:integer queueName! queueLength:integer connection/tea accountName endpointSuffix queueLengthStrategy=all|visibleonly',
  'azure-servicebus':
    'messageCount:integer activationMessageCount:integer queueName topicName subscriptionName connection/ea namespace useRegex:boolean operation=sum|max|avg',
  beanstalkd:
    'server! tube! value!:number activationValue:number includeDelayed:boolean timeout:duration',
  cassandra:
    'username! password!/a tls=enable|disable/a cert/a key/a ca/a clusterIPAddress! port:integer consistency protocolVersion:integer keyspace! query! targetQueryValue!:integer activationTargetQueryValue:integer',
  clickhouse:
    'connectionString/ea host/ta port/ta username/tea password/ea database/ta query! targetQueryValue!:number activationTargetQueryValue:number maxIdleConns:integer/ta maxOpenConns:integer/ta connMaxLifetime:duration/ta tls:boolean/a cert/a key/a keyPassword/a ca/a unsafeSsl:boolean/a',
  couchdb:
    'connectionString/tea host/ta port/ta username/ta password/tea dbName/ta query queryValue:integer activationQueryValue:integer',
  cpu: '-type value! containerName',
  cron: 'start! end! timezone! desiredReplicas!:integer',
  datadog:
    'datadogNamespace/a datadogMetricsService/a datadogMetricsServicePort:integer/a unsafeSsl:boolean/a authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta datadogMetricName datadogMetricNamespace activationTargetValue:number apiKey/a appKey/a datadogSite/a query queryAggregator=average|max activationQueryValue:number age:integer timeWindowOffset:integer lastAvailablePointOffset:integer useClusterAgentProxy:boolean hpaMetricName metricUnavailableValue targetValue:number queryValue:number timeout:duration type',
  dynatrace:
    'host!/ta token!/a metricSelector query queryTimeoutSeconds:integer queryPollingWait:duration queryPollingTries:integer from threshold!:number activationThreshold:number',
  'elastic-forecast':
    'addresses/ta unsafeSsl:boolean username/ta password/tea cloudID/ta apiKey/ta jobID! lookAhead:duration targetValue!:number activationTargetValue:number index partitionFieldValue byFieldValue',
  elasticsearch:
    'addresses/ta unsafeSsl:boolean username/ta password/tea cloudID/ta apiKey/ta index!/ta searchTemplateName/ta query/ta parameters valueLocation!/ta targetValue!:number/ta activationTargetValue:number ignoreNullValues:boolean metricName',
  etcd: 'endpoints! watchKey! value!:number activationValue:number watchProgressNotifyInterval:integer username/ea password/ea tls/a cert/a key/a keyPassword/a ca/a',
  external:
    'scalerAddress! enableTLS:boolean unsafeSsl:boolean caCert/a tlsClientCert/a tlsClientKey/a',
  'external-push':
    'scalerAddress! enableTLS:boolean unsafeSsl:boolean caCert/a tlsClientCert/a tlsClientKey/a',
  'forgejo-runner': 'token!/ea address! labels! global:boolean owner org repo',
  'gcp-cloudtasks':
    'value:number activationValue:number filterDuration:integer queueName! projectID! credentials/te credentialsFromEnvFile/te',
  'gcp-pubsub':
    '-subscriptionSize mode value:number activationValue:number aggregation timeHorizon:duration valueIfNull subscriptionName/te topicName/te credentials/te credentialsFromEnvFile/te',
  'gcp-spanner':
    'projectId! instanceId! databaseId! query! targetValue:number activationValue:number credentials/te credentialsFromEnvFile/te',
  'gcp-stackdriver':
    'projectId! filter! targetValue:number activationTargetValue:number valueIfNull filterDuration:integer alignmentPeriodSeconds:integer alignmentAligner alignmentReducer credentials/te credentialsFromEnvFile/te',
  'gcp-storage':
    'bucketName! targetObjectCount:integer activationTargetObjectCount:integer maxBucketItemsToScan:integer blobDelimiter blobPrefix credentials/te credentialsFromEnvFile/te',
  'github-runner':
    'githubApiURL/te owner!/te runnerScope!=org|ent|repo/te personalAccessToken/a repos/te labels/te noDefaultLabels:boolean/te enableEtags:boolean/te matchUnlabeledJobsWithUnlabeledRunners:boolean/te targetWorkflowQueueLength:integer/te applicationID:integer/te installationID:integer/te appKey/a authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta',
  graphite:
    'serverAddress! query! threshold:number activationThreshold:number queryTime! authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta',
  'huawei-cloudeye':
    'namespace! metricName! dimensionName! dimensionValue! targetMetricValue!:number activationTargetMetricValue:number -minMetricValue metricCollectionTime:integer metricFilter=average|max|min|sum metricPeriod',
  ibmmq:
    'host! queueName queueNames queueDepth:integer activationQueueDepth:integer operation=max|avg|sum username!/tea password!/tea unsafeSsl:boolean ca/a cert/a key/a keyPassword/a',
  influxdb:
    '-authToken authToken/ea organizationName/tea query! influxVersion=2|3 queryType database/ta metricKey serverURL!/ta unsafeSsl:boolean thresholdValue:number activationThresholdValue:number',
  kafka:
    'bootstrapServers!/te consumerGroup!/te topic/te partitionLimitation lagThreshold:integer activationLagThreshold:integer offsetResetPolicy=latest|earliest allowIdleConsumers:boolean excludePersistentLag:boolean scaleToZeroOnInvalidOffset:boolean limitToPartitionsWithLag:boolean ensureEvenDistributionOfPartitions:boolean fullMetadata:boolean version tls=enable|disable/ta unsafeSsl:boolean ca/a cert/a key/a keyPassword/a sasl=none|plaintext|scram_sha256|scram_sha512|oauthbearer|gssapi/ta username/a password/a saslTokenProvider=bearer|aws_msk_iam/ta scopes/a oauthTokenEndpointUri/a oauthExtensions/a keytab/a ccacheName/a realm/a kerberosConfig/a kerberosServiceName/a kerberosDisableFAST:boolean/a awsRegion',
  'kubernetes-resource':
    'resourceKind!=ConfigMap|Secret resourceName! key! format=number|json|yaml valueLocation valueType=float64|int64|quantity targetValue!:number activationTargetValue:number',
  'kubernetes-workload': 'podSelector! value:number activationValue:number groupByNode:boolean',
  liiklus:
    'lagThreshold:integer activationLagThreshold:integer address! topic! group! groupVersion',
  loki: 'serverAddress! query! threshold!:number activationThreshold:number tenantName ignoreNullValues:boolean unsafeSsl:boolean authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta',
  memory: '-type value! containerName',
  'metrics-api':
    'targetValue:number activationTargetValue:number url! format=prometheus|json|xml|yaml valueLocation! unsafeSsl:boolean aggregateFromKubeServiceEndpoints:boolean aggregationType=average|sum|max|min timeout:duration authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta',
  mongodb:
    'connectionString/tea scheme/ta host/ta port/ta username/ta password/tea dbName!/ta collection! query! queryValue!:number activationQueryValue:number tls=enable|disable/a cert/a key/a keyPassword/a ca/a',
  mssql:
    'driverName=sqlserver|azuresql/ta connectionString/ea username/ta password/ea host/ta port:integer/ta database/ta query! targetValue!:number activationTargetValue:number',
  mysql:
    'connectionString/ea username/tea password/ea host/ta port/ta dbName/ta query! queryValue!:number activationQueryValue:number metricName',
  'nats-jetstream':
    'account/ta accountID/ta stream! consumer! lagThreshold:integer activationLagThreshold:integer useHttps:boolean natsServerMonitoringEndpoint!/ta',
  'new-relic':
    'account!:integer/ta region/ta queryKey!/ta noDataError:boolean nrql! threshold!:number activationThreshold:number',
  nsq: 'nsqLookupdHTTPAddresses!/te topic!/te channel!/te depthThreshold:integer/te activationDepthThreshold:integer/te useHttps:boolean/te unsafeSsl:boolean/te',
  opensearch:
    'addresses!/ta unsafeSsl:boolean enableTLS:boolean/ta username/ta password/tea caCert/ta clientCert/ta clientKey/ta index!/ta searchTemplateName/ta query/ta parameters valueLocation!/ta targetValue!:number/ta activationTargetValue:number ignoreNullValues:boolean metricName',
  'openstack-metric':
    'metricsURL! metricID! aggregationMethod! granularity!:integer threshold:number activationThreshold:number timeout:integer',
  'openstack-swift':
    'swiftURL containerName! objectCount:integer activationObjectCount:integer objectPrefix objectDelimiter objectLimit timeout:integer onlyFiles:boolean userID/a password/a projectID/a authURL!/a appCredentialID/a appCredentialSecret/a regionName/a',
  postgresql:
    'targetQueryValue:number activationTargetQueryValue:number connection/ea query! host/ta port/ta userName/ta dbName/ta sslmode/ta password/ea',
  predictkube:
    'prometheusAddress! authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta query! predictHorizon! queryStep! historyTimeWindow! apiKey!/a threshold:number activationThreshold:number',
  prometheus:
    'authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta serverAddress! query! queryParameters threshold!:number activationThreshold:number namespace customHeaders ignoreNullValues:boolean unsafeSsl:boolean awsRegion/ta timeout:duration identityOwner',
  pulsar:
    'adminURL!/te topic!/te subscription!/te msgBacklogThreshold:integer activationMsgBacklogThreshold:integer isPartitionedTopic:boolean tls authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a cert/a key/a ca/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta',
  rabbitmq:
    'queueName! mode queueLength:number value:number activationValue:number host!/tea protocol/ta vhostName/ta useRegex:boolean excludeUnacknowledged:boolean pageSize:integer operation timeout:duration username/ea password/ea ca/a cert/a key/a keyPassword/a tls/a unsafeSsl:boolean workloadIdentityResource/a authModes=apiKey|basic|tls|bearer|custom|oauth/ta authMode=apiKey|basic|tls|bearer|custom|oauth/ta bearerToken/a token/a username/a password/a oauthTokenURI/a scopes/a scope/a clientID/a clientSecret/a endpointParams/a customAuthHeader/a customAuthValue/a apiKey/ta method=header|query/ta keyParamName/ta',
  redis:
    'listLength:integer activationListLength:integer listName! databaseIndex:integer enableTLS tls/a address/tea addresses/tea username/tea password/tea sentinelUsername/tea sentinelPassword/tea sentinelMaster/tea host/tea hosts/tea port/tea ports/tea unsafeSsl:boolean Cert/a cert/a key/a keyPassword/a ca/a',
  'redis-cluster':
    'listLength:integer activationListLength:integer listName! databaseIndex:integer enableTLS tls/a address/tea addresses/tea username/tea password/tea sentinelUsername/tea sentinelPassword/tea sentinelMaster/tea host/tea hosts/tea port/tea ports/tea unsafeSsl:boolean Cert/a cert/a key/a keyPassword/a ca/a',
  'redis-cluster-streams':
    'pendingEntriesCount:integer streamLength:integer lagCount:integer stream! consumerGroup databaseIndex:integer address/tea addresses/tea username/tea password/tea sentinelUsername/tea sentinelPassword/tea sentinelMaster/tea host/tea hosts/tea port/tea ports/tea unsafeSsl:boolean Cert/a cert/a key/a keyPassword/a ca/a activationLagCount:integer enableTLS tls/a',
  'redis-sentinel':
    'listLength:integer activationListLength:integer listName! databaseIndex:integer enableTLS tls/a address/tea addresses/tea username/tea password/tea sentinelUsername/tea sentinelPassword/tea sentinelMaster/tea host/tea hosts/tea port/tea ports/tea unsafeSsl:boolean Cert/a cert/a key/a keyPassword/a ca/a',
  'redis-sentinel-streams':
    'pendingEntriesCount:integer streamLength:integer lagCount:integer stream! consumerGroup databaseIndex:integer address/tea addresses/tea username/tea password/tea sentinelUsername/tea sentinelPassword/tea sentinelMaster/tea host/tea hosts/tea port/tea ports/tea unsafeSsl:boolean Cert/a cert/a key/a keyPassword/a ca/a activationLagCount:integer enableTLS tls/a',
  'redis-streams':
    'pendingEntriesCount:integer streamLength:integer lagCount:integer stream! consumerGroup databaseIndex:integer address/tea addresses/tea username/tea password/tea sentinelUsername/tea sentinelPassword/tea sentinelMaster/tea host/tea hosts/tea port/tea ports/tea unsafeSsl:boolean Cert/a cert/a key/a keyPassword/a ca/a activationLagCount:integer enableTLS tls/a',
  'selenium-grid':
    'url!/ta authType/ea username/ea password/ea accessToken/ea browserName sessionBrowserName browserVersion platformName activationThreshold:integer unsafeSsl:boolean nodeMaxSessions:integer enableManagedDownloads:boolean capabilities includeOngoingSessions:boolean',
  'solace-direct-messaging':
    'solaceSempBaseURL! username!/ea password!/ea messageVpn! clientNamePattern! unsafeSSL:boolean queuedMessagesFactor:integer aggregatedClientTxByteRateTarget:integer aggregatedClientAverageTxByteRateTarget:integer aggregatedClientTxMsgRateTarget:integer aggregatedClientAverageTxMsgRateTarget:integer activationAggregatedClientTxByteRateTarget:integer activationAggregatedClientAverageTxByteRateTarget:integer activationAggregatedClientTxMsgRateTarget:integer activationAggregatedClientAverageTxMsgRateTarget:integer',
  'solace-event-queue':
    'solaceSempBaseURL! messageVpn! queueName! username!/tea password!/tea messageCountTarget:integer messageSpoolUsageTarget:integer messageReceiveRateTarget:integer activationMessageCountTarget:integer activationMessageSpoolUsageTarget:integer activationMessageReceiveRateTarget:integer',
  solarwinds:
    'apiToken/a host! targetValue!:number activationValue:number metricName! aggregation!=COUNT|MIN|MAX|AVG|SUM|LAST intervalS!:integer filter',
  solr: 'host! collection! targetQueryValue!:number activationTargetQueryValue:number query username!/ta password!/ta',
  splunk:
    'apiToken/a password/a username!/a host! unsafeSsl:boolean targetValue!:integer activationValue!:integer savedSearchName! valueField!',
  'splunk-observability':
    'accessToken!/a realm!/a query! duration!:integer targetValue!:number queryAggregator=min|max|avg|sum|count|latest activationTargetValue!:number',
  sumologic:
    'accessID!/a accessKey!/a host! unsafeSsl:boolean queryType!=logs|metrics query query.* ignoreNullValues:boolean resultQueryRowID quantization:duration rollup=Avg|Sum|Count|Min|Max resultField logsPollingInterval:duration maxRetries:integer timerange!:duration timezone activationThreshold:number queryAggregator=Latest|Avg|Sum|Count|Min|Max threshold!:number',
  temporal:
    'endpoint!/te namespace/te activationTargetQueueSize:integer targetQueueSize:integer taskQueue!/te queueTypes -buildId workerDeploymentName/te workerDeploymentBuildId/te -selectAllActive -selectUnversioned includeRunningWorkflowCount:boolean workflowTaskQueueForCount/te apiKey/ea minConnectTimeout:integer enableTLS:boolean unsafeSsl:boolean cert/a key/a keyPassword/a ca/a tlsServerName',
};
