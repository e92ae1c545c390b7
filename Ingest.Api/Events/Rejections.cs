using System.Collections.Frozen;
using System.Globalization;
using Analytics.Contracts;
using static Ingest.Api.Events.RejectionReason;

namespace Ingest.Api.Events;

/// <summary>The one table from a refusal to its wire code, HTTP status and message. A code, once published, stays.</summary>
static class Rejections
{
    const string SendAgain = "Send it again after the pause that Retry-After names, with the same event ids: an event is counted once, "
        + "however often it is sent. The ids that were made for events without one are in event_ids, in order; put them in, or such an event may count twice.";

    static readonly FrozenDictionary<RejectionReason, RejectionRow> Table = new Dictionary<RejectionReason, RejectionRow>
    {
        [MissingKey] = new("missing_key", 401, "Send a key, as Authorization: Bearer ak_… or as X-Api-Key: ak_… with each request."),
        [UnknownKey] = new("unknown_key", 401, "This key is not known here; it may have been revoked. A new one counts within two seconds."),
        [KeysAway] = new("keys_away", 503, "Whether this key counts cannot be found out now. Nothing of this request was taken; ask again."),
        [WrongScope] = new("wrong_scope", 403, "This key does not go so far."),
        [OneAccountOnly] = new("one_account_only", 403, "This is about all accounts, and the key is for one."),
        [RateLimited] = new("rate_limited", 429, "Too much at once; nothing of this request was taken. Send it again after the pause that Retry-After names."),
        [MissingWriteKey] = new("missing_write_key", 401, "Send a write key in the way of this dialect, or as Authorization: Bearer ak_…; where no keys are asked for, it names the account."),
        [KeyInAddress] = new("key_in_address", 403, "An address may be logged on the way: only a key that can do nothing but write may stand there."),
        [KeyNotAnAccount] = new("key_not_an_account", 400, $"No keys are asked for here, and the write key names the account; this one is empty, longer than {EventLimits.NameLengthLimit} characters, or holds U+0000."),
        [KeyOfAllAccounts] = new("key_of_all_accounts", 400, "Events in this dialect get the account of their key, and this key is for all; send one that is for one account."),
        [OriginNotAllowed] = new("origin_not_allowed", 403, "Pages of this origin may not send events here; Security:Origins names those that may. Anything else only the dashboard may."),
        [HostNotAllowed] = new("host_not_allowed", 403, "No keys are asked for here, so this server is asked by its own machine's name only: 127.0.0.1 or localhost. Security:AllowOpenOnAnyAddress lets any name be."),

        [UnsupportedContentType] = new("unsupported_content_type", 415, "Send application/json, application/x-ndjson, or JSON as text/plain, in UTF-8."),
        [UnsupportedContentEncoding] = new("unsupported_content_encoding", 415, "Send the body plain or with one Content-Encoding: gzip or br."),
        [BodyTooLarge] = new("body_too_large", 413, "The body is larger, after decompression, than this server takes."),
        [TooManyEvents] = new("too_many_events", 413, "The request holds more events than this server takes at once."),
        [BodyCut] = new("body_cut", 400, "The body ended before it was complete."),
        [BodyUndecodable] = new("body_undecodable", 400, "The body is not what its Content-Encoding says."),
        [BodyEmpty] = new("body_empty", 400, "The body is empty."),
        [NotEvents] = new("not_events", 400, "The body must be an event, an array of events, or an object with an events array."),
        [NotOneEvent] = new("not_one_event", 400, "This address takes exactly one event as a JSON object; send several to /events."),
        [EventsNotAnArray] = new("events_not_an_array", 400, "The field events must be an array."),
        [EventsRepeated] = new("events_repeated", 400, "The field events stands more than once; only one of them could be taken."),
        [NotOfThisDialect] = new("not_of_this_dialect", 400, "The body is not what this address takes; /openapi/v1.json says what is."),
        [UnsupportedCloudEventType] = new("unsupported_cloud_event_type", 415, "Send application/cloudevents+json, application/cloudevents-batch+json, or the attributes as ce- headers."),
        [ParameterInvalid] = new("parameter_invalid", 400, "A parameter is given twice, or is not percent-encoded UTF-8."),
        [NoEvents] = new("no_events", 400, "The body holds no event."),
        [NoValidEvents] = new("no_valid_events", 400, "None of the events can be taken; rejected says why."),
        [TooManyLargeBodies] = new("too_many_large_bodies", 503, "More large bodies are coming in than there is memory for; nothing of this request was read to its end. Send it again after the pause that Retry-After names; smaller bodies come through sooner."),
        [QueueFull] = new("queue_full", 503, "More is waiting than may wait; nothing of this request was queued. " + SendAgain),
        [BrokerAway] = new("broker_away", 503, "The queue is away; nothing of this request was queued. " + SendAgain),
        [Unconfirmed] = new("unconfirmed", 503, "The queue did not confirm in time; the events may or may not be queued. " + SendAgain),

        [MalformedJson] = new("malformed_json", 400, $"Not JSON, or nested deeper than {EventBody.DepthLimit:N0} levels."),
        [InvalidUtf8] = new("invalid_utf8", 400, "Not UTF-8."),

        [NotAnObject] = new("not_an_object", 400, "An event must be a JSON object."),
        [AccountMismatch] = new("account_mismatch", 400, "{field} is not the account of the key; leave it out, or send it with that account's key."),
        [CallUnknown] = new("call_unknown", 400, "{field} must be track, page, screen, identify, group or alias."),
        [NotACloudEvent] = new("not_a_cloud_event", 400, "A CloudEvent has specversion 1.0, and id, source and type that are texts and not empty."),
        [Missing] = new("missing", 400, "{field} is required."),
        [Empty] = new("empty", 400, "{field} must not be empty."),
        [NotAString] = new("not_a_string", 400, "{field} must be a string."),
        [TooLong] = new("too_long", 400, $"{{field}} is longer than {EventLimits.NameLengthLimit} characters ({EventLimits.PathLengthLimit:N0} for a path)."),
        [NulCharacter] = new("nul_character", 400, "A string or name holds \\u0000, which cannot be stored."),
        [LoneSurrogate] = new("lone_surrogate", 400, "A string or name holds half of a surrogate pair, which is no character."),
        [TimestampInvalid] = new("timestamp_invalid", 400, "{field} must be an RFC 3339 time with its offset, such as 2026-02-01T10:30:00Z."),
        [TimestampOutOfRange] = new(
            "timestamp_out_of_range",
            400,
            string.Create(CultureInfo.InvariantCulture, $"{{field}} must lie between {EventLimits.EarliestTimestamp:yyyy-MM-dd} and {EventLimits.FutureTolerance.TotalHours} hours from now.")),
        [MetadataNotAnObject] = new("metadata_not_an_object", 400, "{field} must be a JSON object."),
        [MetadataTooLarge] = new("metadata_too_large", 400, $"{{field}} is larger than {EventLimits.MetadataBytesLimit / 1024} kB."),
        [MetadataTooDeep] = new("metadata_too_deep", 400, $"{{field}} is nested deeper than {EventLimits.MetadataDepthLimit} levels."),
        [NumberOutOfRange] = new("number_out_of_range", 400, "{field} holds a number beyond what a double can hold."),
        [NumberTooLong] = new("number_too_long", 400, $"{{field}} holds a number of more than {EventLimits.NumberLengthLimit} characters."),
    }.ToFrozenDictionary();

    /// <summary>The row of a refusal; every member of the enum but <see cref="None"/> has one.</summary>
    public static RejectionRow Row(RejectionReason reason) => Table[reason];
}
