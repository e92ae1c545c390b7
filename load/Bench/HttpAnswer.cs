namespace Analytics.Load.Bench;

/// <summary>One response.</summary>
/// <param name="Status">The status code.</param>
/// <param name="RetryAfter">What the server asked for, when it did in seconds.</param>
/// <param name="Body">Valid until the connection's next request.</param>
readonly record struct HttpAnswer(int Status, TimeSpan? RetryAfter, ReadOnlyMemory<byte> Body);
