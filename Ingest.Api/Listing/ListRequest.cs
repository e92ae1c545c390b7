using Analytics.Data.Listing;
using Analytics.Data.Selections;
using Ingest.Api.Parameters;

namespace Ingest.Api.Listing;

/// <summary>What a reader of a list asks for: which events, how many, and from where on.</summary>
sealed record ListRequest(EventSelection Selection, EventCursor Cursor, EventPosition? After, int Limit, int Offset)
{
    const int DefaultLimit = 50;
    const int LimitMost = 1_000;
    const int OffsetMost = 10_000;

    /// <summary>From <c>limit=</c>, <c>cursor=</c> or <c>offset=</c>, and the selection; null when the reader found a fault.</summary>
    public static ListRequest? Read(ParameterReader parameters, string accountId)
    {
        var limit = parameters.Number("limit", least: 1, LimitMost, DefaultLimit);
        var offset = parameters.Number("offset", least: 0, OffsetMost, otherwise: 0);
        if (offset > 0 && parameters.Text("cursor") is not null) parameters.Refuse("offset", "cannot stand beside cursor");
        if (SelectionParameters.ReadOrAllTime(parameters, accountId) is not { } selection) return null;
        var cursor = new EventCursor("list", selection);
        var after = Place(parameters, cursor);
        return parameters.Fault is null ? new(selection, cursor, after, (int)limit, (int)offset) : null;
    }

    /// <summary>The place that <c>cursor=</c> names; null when there is none, or a wrong one.</summary>
    public static EventPosition? Place(ParameterReader parameters, EventCursor cursor)
    {
        if (parameters.Text("cursor") is not { } text) return null;
        var place = cursor.PlaceOf(text);
        if (place is null) parameters.Refuse("cursor", "is not one that an answer to this very question gave");
        return place;
    }
}
