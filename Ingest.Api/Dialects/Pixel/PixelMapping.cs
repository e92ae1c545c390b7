using System.Text;
using Ingest.Api.Events;
using Ingest.Api.Parameters;

namespace Ingest.Api.Dialects.Pixel;

/// <summary>The parameters of an image's address as an event of ours; the table is in README.md beside this file. Pure.</summary>
static class PixelMapping
{
    const string MetadataPrefix = "metadata.";

    /// <summary>Adds the event to the batch, or its refusal; or says why the address is none.</summary>
    public static RejectionReason Map(ParameterReader parameters, ReadBodyBuilder into)
    {
        var fields = default(EventFields);
        Put(ref fields.EventId, parameters.Text("event_id"), EventField.EventId, ref fields);
        Put(ref fields.AccountId, parameters.Text("account_id"), EventField.AccountId, ref fields);
        Put(ref fields.UserId, parameters.Text("user_id"), EventField.UserId, ref fields);
        Put(ref fields.Type, parameters.Text("type") ?? "page_view", EventField.Type, ref fields);
        Put(ref fields.Timestamp, parameters.Text("timestamp"), EventField.Timestamp, ref fields);
        Put(ref fields.Path, parameters.Text("path"), EventField.Path, ref fields);
        var metadata = new MetadataWriter();
        foreach (var (name, text) in parameters.Prefixed(MetadataPrefix)) metadata.Add(name[MetadataPrefix.Length..], text);
        Draft.Metadata(metadata.Finish(), ref fields);
        if (parameters.Fault is not null) return RejectionReason.ParameterInvalid;
        into.Add(ref fields);
        return RejectionReason.None;
    }

    static void Put(ref TextField into, string? text, EventField field, ref EventFields fields)
    {
        if (text is not null) Draft.Plain(ref into, Encoding.UTF8.GetBytes(text), field, ref fields);
    }
}
