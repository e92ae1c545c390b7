using System.Collections;

namespace Ingest.Api.Requests;

/// <summary>
/// Around all log lines of a request, beside the server's own scope, which has the id that the server made, and the trace's: what the client
/// calls the request, and whose it is. It holds texts and not the request, since work that was begun for one may outlive it.
/// </summary>
sealed class RequestScope(string? clientRequestId) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>The account of the key or in the path, as soon as it is known; null where neither names one.</summary>
    public string? AccountId { get; set; }

    public int Count => (clientRequestId is null ? 0 : 1) + (AccountId is null ? 0 : 1);

    public KeyValuePair<string, object?> this[int index] => this.ElementAt(index);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        if (clientRequestId is not null) yield return new("ClientRequestId", clientRequestId);
        if (AccountId is { } account) yield return new(nameof(AccountId), account);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => clientRequestId is null ? $"AccountId:{AccountId ?? "-"}" : $"ClientRequestId:{clientRequestId} AccountId:{AccountId ?? "-"}";
}
