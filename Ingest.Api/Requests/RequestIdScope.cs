using System.Collections;

namespace Ingest.Api.Requests;

/// <summary>The client's own name for a request, in the scope of its log lines.</summary>
sealed class RequestIdScope(string id) : IReadOnlyList<KeyValuePair<string, object?>>
{
    const string Name = "ClientRequestId";

    public int Count => 1;

    public KeyValuePair<string, object?> this[int index] =>
        index == 0 ? new(Name, id) : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{Name}:{id}";
}
