using System.Text;
using Analytics.Contracts;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects.CloudEvents;

/// <summary>One CloudEvent as an event of ours; the table is in README.md beside this file. Pure.</summary>
static class CloudEventsMapping
{
    /// <summary>Adds an event to the batch, or its refusal.</summary>
    public static void Map(in CloudEvent read, ReadBodyBuilder into)
    {
        if (read.IsDamaged || !read.SpecVersion.SequenceEqual("1.0"u8) || read.Id.IsEmpty || read.Source.IsEmpty || read.Type.IsEmpty)
        {
            var isShown = read.Id.Length is > 0 and <= EventLimits.NameLengthLimit;
            into.Reject(new EventFault(RejectionReason.NotACloudEvent, EventField.None), isShown ? Encoding.UTF8.GetString(read.Id) : null);
            return;
        }

        var fields = default(EventFields);
        Draft.Own(ref fields.EventId, CloudEventId.Of(read.Source, read.Id));
        Draft.Own(ref fields.UserId, read.Subject.IsEmpty ? read.Source : read.Subject);
        Draft.Own(ref fields.Type, read.Type);
        if (!read.Time.IsEmpty) Draft.Own(ref fields.Timestamp, read.Time);
        PutMetadata(read, ref fields);
        into.Add(ref fields);
    }

    static void PutMetadata(in CloudEvent read, ref EventFields fields)
    {
        var metadata = new MetadataWriter();
        metadata.Add("source", Encoding.UTF8.GetString(read.Source));
        if (read.Data.IsObject) metadata.AddAll(read.Data);
        else metadata.Add("data"u8, read.Data);
        metadata.Add("data_base64"u8, read.DataBase64);
        Draft.Metadata(metadata.Finish(), ref fields);
    }
}
