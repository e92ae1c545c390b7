using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>Frames: the ingest queue's policy as it is.</summary>
sealed class EventRecordedBatchConsumerDefinition(IOptions<IngestOptions> options) : IngestConsumerDefinition<EventRecordedBatchConsumer>(options);
