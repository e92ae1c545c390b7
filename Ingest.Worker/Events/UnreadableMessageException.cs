namespace Ingest.Worker.Events;

/// <summary>Messages that no retry makes readable. They go to the error queue, where nothing is lost.</summary>
public sealed class UnreadableMessageException(IReadOnlyList<Exception> causes)
    : Exception($"{causes.Count} unreadable: {causes[0].Message}", causes[0]);
