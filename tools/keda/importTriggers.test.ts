import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { triggerFields } from './importTriggers.ts';

test('a scaler is a line with its fields, those of the structs in it, and what it reads by hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keda-'));
  try {
    mkdirSync(join(folder, 'pkg/scaling'), { recursive: true });
    mkdirSync(join(folder, 'pkg/scalers/authentication'), { recursive: true });
    writeFileSync(
      join(folder, 'pkg/scaling/scalers_builder.go'),
      'switch triggerType {\n\tcase "my-queue":\n\t\treturn scalers.NewQueueScaler(ctx, config)\n',
    );
    writeFileSync(join(folder, 'pkg/scalers/queue_scaler.go'), queue);
    writeFileSync(join(folder, 'pkg/scalers/authentication/config.go'), authentication);
    expect(triggerFields(folder).split('\n').slice(-3)).toEqual([
      "  'my-queue': 'host!/te length!:integer mode=a|b/ta -old token/a region',",
      '};',
      '',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const queue = `type queueMetadata struct {
	triggerIndex int
	Host   string \`keda:"name=host,   order=triggerMetadata;resolvedEnv"\`
	Length int64  \`keda:"name=length, order=triggerMetadata"\`
	Mode   string \`keda:"name=mode,   order=triggerMetadata;authParams, default=a, enum=a;b"\`
	Old    string \`keda:"name=old,    order=triggerMetadata, optional, deprecated=Gone, use 'mode'"\`
	Auth   *authentication.Config \`keda:"optional"\`
}

func NewQueueScaler(ctx context.Context, config *Config) {
	region := config.TriggerMetadata["region"]
}
`;

const authentication = `type Config struct {
	Token string \`keda:"name=token, order=authParams"\`
}
`;
