using Analytics.Data.SetAside;

namespace Ingest.Api.SetAside;

/// <summary>Answer of <c>GET /accounts/{account_id}/set-aside</c>. <c>next_cursor</c> is null on the last page.</summary>
sealed record SetAsideAnswer(IReadOnlyList<SetAsideEvent> SetAside, string? NextCursor)
{
    /// <summary>A page that is full may have another after it.</summary>
    public static SetAsideAnswer Of(List<SetAsideEvent> page, int limit) =>
        new(page, page.Count == limit ? page[^1].SetAsideId.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
}
