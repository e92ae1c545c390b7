using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>Single events: the ingest queue's policy as it is.</summary>
sealed class EventRecordedConsumerDefinition(IOptions<IngestOptions> options) : IngestConsumerDefinition<EventRecordedConsumer>(options);
