namespace Ingest.Api.Events;

/// <summary>
/// Every way to be refused at the edge: a whole request, or one event in it. <see cref="Rejections"/> holds what each one says on
/// the wire, and each one is counted under its code.
/// </summary>
public enum RejectionReason
{
    None,

    // Who asks, before anything is read.
    MissingKey,
    UnknownKey,
    KeysAway,
    WrongScope,
    OneAccountOnly,
    RateLimited,
    MissingWriteKey,
    KeyInAddress,
    KeyNotAnAccount,
    KeyOfAllAccounts,
    OriginNotAllowed,
    HostNotAllowed,

    // A whole request.
    UnsupportedContentType,
    UnsupportedContentEncoding,
    BodyTooLarge,
    TooManyEvents,
    BodyCut,
    BodyUndecodable,
    BodyEmpty,
    NotEvents,
    NotOneEvent,
    EventsNotAnArray,
    EventsRepeated,
    NotOfThisDialect,
    UnsupportedCloudEventType,
    ParameterInvalid,
    NoEvents,
    NoValidEvents,
    TooManyLargeBodies,
    QueueFull,
    BrokerAway,
    Unconfirmed,

    // A whole JSON body, or one line of NDJSON.
    MalformedJson,
    InvalidUtf8,

    // One event.
    NotAnObject,
    AccountMismatch,
    CallUnknown,
    NotACloudEvent,
    Missing,
    Empty,
    NotAString,
    TooLong,
    NulCharacter,
    LoneSurrogate,
    TimestampInvalid,
    TimestampOutOfRange,
    MetadataNotAnObject,
    MetadataTooLarge,
    MetadataTooDeep,
    NumberOutOfRange,
    NumberTooLong,
}
