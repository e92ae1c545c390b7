namespace Ingest.Worker.Events;

/// <summary>Frames that no retry makes readable. They go to the error queue, where nothing is lost.</summary>
public sealed class UnreadableFrameException(IReadOnlyList<InvalidDataException> causes)
    : Exception($"{causes.Count} unreadable: {causes[0].Message}", causes[0]);
