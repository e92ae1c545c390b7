using Analytics.Contracts;
using MassTransit.Serialization;

namespace Ingest.Worker.Events;

/// <summary>
/// MassTransit's envelope around a frame, with the frame read at once. MassTransit's own may hold any message, and so holds a copy of its
/// JSON until somebody asks for it by type.
/// </summary>
sealed class FrameEnvelope : JsonMessageEnvelope
{
    public new EventRecordedBatch? Message
    {
        get => base.Message as EventRecordedBatch;
        set => base.Message = value;
    }
}
